// SPDX-License-Identifier: GPL-2.0-only
/**
 * What network devices say and are told of hardware timestamps: a device that has none answers as one that has them all.
 * The kernel is asked first, always; its own answer is replaced only where it is "not supported". Start at
 * {@link org.lkos.devices.DeviceRequests}.
 */
package org.lkos.devices;
