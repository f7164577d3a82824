// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a descriptor is, remembered so that calls of the data path do not ask the kernel each time. The doors that make
 * descriptors have it forgotten; nobody tells us when one is closed. Start at {@link org.lkos.fd.SocketKind}.
 */
package org.lkos.fd;
