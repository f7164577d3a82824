// SPDX-License-Identifier: GPL-2.0-only
/**
 * What every test stands on: the shipped tree, C programs compiled on demand, and runs of them, bare and preloaded.
 *
 * <p>Nothing here knows a class of the product. Start with {@link org.lkos.conformance.harness.CProgram}, then
 * {@link org.lkos.conformance.harness.Run}; {@link org.lkos.conformance.harness.Transparency} is the question most
 * tests ask.
 */
package org.lkos.conformance.harness;
