// SPDX-License-Identifier: GPL-2.0-only
/**
 * Calls from places where little is allowed: before constructors and after exit handlers, in signal handlers and
 * children, on small stacks, under filters; and what a call must not leave behind.
 */
package org.lkos.conformance.robustness;
