// SPDX-License-Identifier: GPL-2.0-only
/**
 * The interface of Onload, compared with tables under {@code src/test/resources/abi}: the types and functions of the
 * headers, the symbols of the libraries, and every way by which applications come by them.
 */
package org.lkos.conformance.abi;
