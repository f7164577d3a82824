// SPDX-License-Identifier: GPL-2.0-only
/**
 * What is sent: nothing by warm sends, which answer as the kernel would without the flag; and messages that name an
 * interface.
 */
package org.lkos.conformance.send;
