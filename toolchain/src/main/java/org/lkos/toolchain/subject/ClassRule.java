// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.subject;

/** One reason to refuse a class or a part of it. */
@FunctionalInterface
public interface ClassRule {
    /** Adds to {@code faults} what the class does against this rule. */
    void check(NativeClass subject, Faults faults);
}
