// SPDX-License-Identifier: GPL-2.0-only
/**
 * Stamps on received messages, where and how the application looks for them. {@link org.lkos.receive.ControlMessages}
 * puts them in the kernel's own messages; {@link org.lkos.receive.DialectReceive} writes Onload's forms, for sockets
 * that asked for those, and no other socket pays for it.
 */
package org.lkos.receive;
