// SPDX-License-Identifier: GPL-2.0-only
/**
 * Sends over TCP that take a buffer wholly or not at all, which the kernel's do not promise: zero-copy sends and templates
 * have no way to say "a part of it". Start at {@link org.lkos.stream.WholeSends}.
 */
package org.lkos.stream;
