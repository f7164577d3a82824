// SPDX-License-Identifier: GPL-2.0-only
/**
 * Hardware timestamps on a machine that has none: what was asked for comes, and who asked for none notices nothing.
 *
 * <p>Receive stamping is one switch for the whole machine. The applications hold it on themselves, so that a test does
 * not pass because of a neighbour; {@link org.lkos.conformance.timestamping.FirstDatagramIT} needs it off and runs alone.
 */
package org.lkos.conformance.timestamping;
