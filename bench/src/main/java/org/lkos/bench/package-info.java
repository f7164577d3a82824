// SPDX-License-Identifier: GPL-2.0-only
/**
 * Measures what the shipped tree costs. {@link org.lkos.bench.Bench} measures all, by one command; ReceiveSpeed and SendSpeed
 * are programs of their own, which print more cases of zero-copy calls.
 */
package org.lkos.bench;
