// SPDX-License-Identifier: GPL-2.0-only
/** Onload's calls that move data in buffers of their own: what they answer, and that every byte arrives, once. */
package org.lkos.conformance.zerocopy;
