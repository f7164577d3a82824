// SPDX-License-Identifier: GPL-2.0-only
/** The log of {@code LKOS_LOG_FD}: silent unless asked for, a line per event, harmless whatever the descriptor is. */
package org.lkos.conformance.logging;
