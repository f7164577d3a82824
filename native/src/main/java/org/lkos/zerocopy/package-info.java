// SPDX-License-Identifier: GPL-2.0-only
/**
 * Data moved in buffers of our own: what {@code <onload/extensions_zc.h>} has but filters and templates. Start at
 * {@link org.lkos.zerocopy.ApplicationBuffers}, the buffers that an application owns.
 */
package org.lkos.zerocopy;
