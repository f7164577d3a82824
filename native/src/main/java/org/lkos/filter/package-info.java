// SPDX-License-Identifier: GPL-2.0-only
/**
 * Receive filters: functions of the application's that see each datagram of a socket before it is delivered. Start at
 * {@link org.lkos.filter.ReceiveFilter}. {@link org.lkos.filter.FilterTable} holds them by socket,
 * {@link org.lkos.filter.FilteredDescriptors} knows of descriptors which have none, and the other classes whose names
 * begin so are the calls; {@link org.lkos.filter.Reception} is the way of one datagram. None of it is reached before the
 * first filter is set.
 */
package org.lkos.filter;
