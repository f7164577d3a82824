// SPDX-License-Identifier: GPL-2.0-only
/** What C has and Java has not: atomics, memory on the stack, static tables, literals' bytes. The lowest floor. */
package org.lkos.machine;
