// SPDX-License-Identifier: GPL-2.0-only
/** Ordered epoll: events with the time their data reached the host, where that is known. */
package org.lkos.wireorder;
