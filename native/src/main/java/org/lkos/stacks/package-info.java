// SPDX-License-Identifier: GPL-2.0-only
/**
 * The names of stacks under emulation: what a thread asked for, what it follows, and the number that each name has. Start
 * at {@link org.lkos.stacks.StackNames}. No stack is behind them; sockets carry the names, see {@code endpoints}.
 */
package org.lkos.stacks;
