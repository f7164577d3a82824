// SPDX-License-Identifier: GPL-2.0-only
/**
 * Receive filters: by whatever way an application calls, its filter sees each datagram before it is delivered; and with
 * a filter that lets everything pass, what is delivered is what the bare kernel delivers.
 */
package org.lkos.conformance.filter;
