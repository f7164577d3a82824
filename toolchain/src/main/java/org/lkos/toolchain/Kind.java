// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

/** What evaluating an operand depends on or does, in growing order. */
enum Kind {
    NONE,
    READ,
    EFFECT;

    Kind max(Kind other) {
        return compareTo(other) > 0 ? this : other;
    }
}
