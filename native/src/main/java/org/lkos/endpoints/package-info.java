// SPDX-License-Identifier: GPL-2.0-only
/**
 * What each descriptor is under emulation: an endpoint of a stack, or the kernel's. {@link org.lkos.endpoints.Creation} says
 * so when descriptors are made, {@link org.lkos.endpoints.Endpoints} remembers it, the others answer questions.
 */
package org.lkos.endpoints;
