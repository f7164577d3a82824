// SPDX-License-Identifier: GPL-2.0-only
/**
 * What users download: the tarball and the Debian package, each unpacked or installed where nothing else of ours is.
 * {@link org.lkos.conformance.packages.Download} finds them, {@link org.lkos.conformance.packages.ThrowAwayRoot} is the
 * place to install in.
 */
package org.lkos.conformance.packages;
