// SPDX-License-Identifier: GPL-2.0-only
/**
 * The answers of the default mode, row by row of the table in the manual page: {@code onload_*} as linked
 * applications, as applications that look names up, and as this JVM call them.
 */
package org.lkos.conformance.stub;
