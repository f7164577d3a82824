// SPDX-License-Identifier: GPL-2.0-only
/**
 * Buffers of ours in the hands of an application: those it asks for, and those it gives back. Start at
 * {@link org.lkos.zerocopy.ApplicationBuffers}.
 */
package org.lkos.zerocopy;
