// SPDX-License-Identifier: GPL-2.0-only
/**
 * The {@code onload} command, run from the install tree by every shell it may meet. {@link
 * org.lkos.conformance.launcher.Shell} starts it; {@code LauncherIT} has its options.
 */
package org.lkos.conformance.launcher;
