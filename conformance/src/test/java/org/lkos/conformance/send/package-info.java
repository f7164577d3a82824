// SPDX-License-Identifier: GPL-2.0-only
/** What is sent as Onload would send it, where the kernel alone would not. */
package org.lkos.conformance.send;
