// SPDX-License-Identifier: GPL-2.0-only
/** What C has and Java has not: atomics, memory on the stack, runs of bytes, likely branches. The lowest floor. */
package org.lkos.machine;
