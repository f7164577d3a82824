// SPDX-License-Identifier: GPL-2.0-only
/**
 * Rules on expressions as C will see them. TeaVM computes every instruction's value in a variable of its own, then folds
 * values used once into the expression that uses them; only then does it show which operands C may evaluate in any
 * order, and where C's own types take part. {@link org.lkos.toolchain.expressions.PrintedCode} repeats that folding, the rules look at
 * the outcome.
 */
package org.lkos.toolchain.expressions;
