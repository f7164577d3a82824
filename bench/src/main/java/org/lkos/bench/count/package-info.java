// SPDX-License-Identifier: GPL-2.0-only
/**
 * What can be counted, and is the same each time: instructions, system calls, memory. {@link org.lkos.bench.count.CallCosts}
 * is what calls cost, {@link org.lkos.bench.count.LoadCosts} what loading costs; budgets stand beside both.
 */
package org.lkos.bench.count;
