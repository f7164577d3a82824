// SPDX-License-Identifier: GPL-2.0-only
/**
 * Random calls, with good and bad arguments, with the library and without: their traces must be the same. What the library
 * changes on purpose is written down in {@code src/apps/c/fuzz/intended.h}, an entry and a reason each, and is done to
 * the bare kernel's answers by the reference run. Start with {@link org.lkos.conformance.fuzz.DifferentialFuzzIT}.
 */
package org.lkos.conformance.fuzz;
