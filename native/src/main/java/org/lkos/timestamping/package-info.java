// SPDX-License-Identifier: GPL-2.0-only
/**
 * Hardware timestamps on devices that have none. {@link org.lkos.timestamping.Request} says what is asked of the kernel
 * for what an application asked of us, {@link org.lkos.timestamping.SocketLabel} keeps the difference in the socket,
 * {@link org.lkos.timestamping.ControlMessages} gives stamps their place on the way back. Start at {@code Request}.
 */
package org.lkos.timestamping;
