// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

/** Nanoseconds that one and the other way took, one right after the other. */
record Pair(double plain, double other) {
    double ratio() {
        return other / plain;
    }
}
