// SPDX-License-Identifier: GPL-2.0-only
/** The repository tests itself: its parts agree with each other, and each is well-formed. Start with {@code ManualIT}. */
package org.lkos.conformance.repository;
