// SPDX-License-Identifier: GPL-2.0-only
/** What the rules look at: a class with its methods, the types that exist in C, and the list of faults found. */
package org.lkos.toolchain.subject;
