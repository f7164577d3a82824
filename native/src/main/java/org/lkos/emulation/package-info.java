// SPDX-License-Identifier: GPL-2.0-only
/**
 * Whether Onload's calls answer as accelerated Onload would, and what is kept for that: start at
 * {@link org.lkos.emulation.Emulation}. What a feature answers lives in the room of that feature.
 */
package org.lkos.emulation;
