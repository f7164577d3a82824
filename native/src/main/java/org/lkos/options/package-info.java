// SPDX-License-Identifier: GPL-2.0-only
/**
 * The socket options that have to do with timestamps, the kernel's and Onload's, set and got.
 * {@link org.lkos.options.TimestampOptions} tells them from all others.
 */
package org.lkos.options;
