// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

/**
 * Instructions that the library adds to a call, in its default mode and where it emulates. Budget, which is for the default
 * mode, and older stub may be null.
 */
public record CallCost(
        String call, String condition, double stub, double emulating, Integer budget, Integer olderStub) {}
