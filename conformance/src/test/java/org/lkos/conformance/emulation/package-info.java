// SPDX-License-Identifier: GPL-2.0-only
/** Onload's calls under {@code LKOS_EMULATE=1}, rule by rule; and that nothing of it shows in stub mode. */
package org.lkos.conformance.emulation;
