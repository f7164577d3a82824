// SPDX-License-Identifier: GPL-2.0-only
/**
 * The pool of packet buffers that zero-copy calls and templates take their memory from: 2 KiB each, in one mapping that is
 * made by the first of them. Start at {@link org.lkos.buffers.PacketBuffers}, all that other rooms call;
 * {@link org.lkos.buffers.Chunks} says which buffers are taken, {@link org.lkos.buffers.Ownership} whose they are.
 *
 * <p>No call waits for another thread, so signal handlers may make them, and a child of fork goes on with a copy.
 */
package org.lkos.buffers;
