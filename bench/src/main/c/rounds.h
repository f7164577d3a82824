/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rounds of one call. callgrind counts those of each name by themselves, once what happens only at first is over; outside
 * it they just run.
 */
#ifndef ROUNDS_H
#define ROUNDS_H

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name) (void)(name)
#endif

/* More than the first messages that a program shows what it wants by. */
#define FIRST_ROUNDS 40

/* The most that are counted, where each needs something prepared. */
#define MOST_ROUNDS 160

static inline void count_rounds(const char *name, void (*make)(void), int count)
{
    for (int i = 0; i < FIRST_ROUNDS; i++)
        make();
    CALLGRIND_ZERO_STATS;
    for (int i = 0; i < count; i++)
        make();
    CALLGRIND_DUMP_STATS_AT(name);
}

#endif
