// SPDX-License-Identifier: GPL-2.0-only
/**
 * The interposed calls seen by applications they mean nothing to: with any arguments, cancelled or interrupted, they
 * behave as without the library. The bare kernel is the reference, not a constant.
 */
package org.lkos.conformance.transparency;
