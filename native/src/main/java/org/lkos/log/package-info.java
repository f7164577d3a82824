// SPDX-License-Identifier: GPL-2.0-only
/**
 * One line per notable event to the descriptor that {@code LKOS_LOG_FD} names; off by default. Start at
 * {@link org.lkos.log.Log}. Nothing here allocates, blocks, raises a signal or changes errno.
 */
package org.lkos.log;
