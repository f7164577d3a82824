// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

/**
 * What a process has or does more by the time its main runs: instructions, relocations and exported symbols of the file,
 * system calls, KiB of memory that it shares with nobody, allocations, descriptors and threads.
 */
public record LoadCost(
        String variant,
        long instructions,
        long relocations,
        long exports,
        long systemCalls,
        long privateKib,
        long allocations,
        long descriptors,
        long threads) {}
