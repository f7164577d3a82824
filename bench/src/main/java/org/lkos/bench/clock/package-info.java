// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the clock says, which is never the same twice: ratios of two ways to do the same, taken in turns, with an interval
 * of confidence. {@link org.lkos.bench.clock.Comparisons} lists them; nothing passes or fails by them.
 */
package org.lkos.bench.clock;
