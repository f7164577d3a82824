// SPDX-License-Identifier: GPL-2.0-only
/** Onload's structs and constants: one class per public Onload header, with the header's own spelling. */
package org.lkos.onload;
