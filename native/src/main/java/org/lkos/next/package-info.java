// SPDX-License-Identifier: GPL-2.0-only
/**
 * The real functions behind us, as the dynamic linker finds them after this library: another preload's, or libc's.
 * {@link org.lkos.next.NextSymbol} tells how they are found; the others are one class per kind of call.
 */
package org.lkos.next;
