// SPDX-License-Identifier: GPL-2.0-only
/**
 * Who provides Onload's functions to a program that is linked to libonload_ext or has opened it: the library in front of
 * it, if one was preloaded, or nobody. Start at {@link org.lkos.provider.Provided}; the other two classes are the ways to
 * find a provider, {@link org.lkos.provider.PreloadedCopy} for the shared library and
 * {@link org.lkos.provider.NextProvider} for the archive. The preloaded library itself uses nothing of this.
 */
package org.lkos.provider;
