// SPDX-License-Identifier: GPL-2.0-only
/**
 * Zero-copy receive: what a socket has received is shown to a callback, in buffers that it may keep. Start at
 * {@link org.lkos.delivery.ZeroCopyReceive}. Datagrams are received in batches, by a {@link org.lkos.delivery.Lane} that
 * the calling thread has meanwhile; {@link org.lkos.delivery.Batching} says how large a batch may be without taking from
 * the kernel what the callback does not want to see yet.
 */
package org.lkos.delivery;
