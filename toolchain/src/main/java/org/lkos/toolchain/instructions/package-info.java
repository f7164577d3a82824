// SPDX-License-Identifier: GPL-2.0-only
/**
 * Rules on single instructions: what needs a heap, exceptions, locks or a class library, and arithmetic that differs.
 * Division is let through, though it differs too: where Java throws, or wraps the least value divided by -1, the process
 * gets SIGFPE on x86-64. Whoever divides by a variable sees to it that it is not 0.
 */
package org.lkos.toolchain.instructions;
