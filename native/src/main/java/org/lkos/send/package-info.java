// SPDX-License-Identifier: GPL-2.0-only
/** Hardware stamps asked for one sent message at a time. Start at {@link org.lkos.send.SendRequests}. */
package org.lkos.send;
