// SPDX-License-Identifier: GPL-2.0-only
/**
 * What an epoll set holds: which descriptor is behind an event, whatever its user data. The kernel lists a set's members;
 * {@link org.lkos.epollsets.EpollSets} keeps such lists for as long as nobody changes a set. Start there.
 */
package org.lkos.epollsets;
