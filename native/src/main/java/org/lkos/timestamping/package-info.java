// SPDX-License-Identifier: GPL-2.0-only
/**
 * Hardware timestamps on devices that have none: what a socket was asked for, and where that is kept.
 * {@link org.lkos.timestamping.Request} says what is asked of the kernel for what an application asked of us,
 * {@link org.lkos.timestamping.SocketLabel} keeps the difference in the socket. The rooms above set it ({@code options},
 * {@code send}) and use it ({@code receive}, {@code dialects}). Start at {@code Request}.
 */
package org.lkos.timestamping;
