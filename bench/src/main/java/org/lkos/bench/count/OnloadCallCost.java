// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

/** Instructions of one of Onload's calls, in the library's default mode and where it emulates. */
public record OnloadCallCost(String call, double stub, double emulating) {}
