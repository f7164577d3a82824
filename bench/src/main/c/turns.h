/* SPDX-License-Identifier: GPL-2.0-only */
/* Turns that are timed one by one, so that the median passes over those in which the machine did something else. */
#ifndef TURNS_H
#define TURNS_H

#include "app.h"
#include <time.h>

#define MOST_TURNS 1000000
#define FIRST_TURNS 100

static inline uint64_t nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * UINT64_C(1000000000) + now.tv_nsec;
}

static inline int compare_times(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* What take() says that each of its turns took; prints the median. */
static inline void time_turns(uint64_t (*take)(void), long turns)
{
    static uint32_t times[MOST_TURNS];

    NEED(turns <= MOST_TURNS ? 0 : -1);
    for (long i = 0; i < FIRST_TURNS; i++)
        take();
    for (long i = 0; i < turns; i++)
        times[i] = take();
    qsort(times, turns, sizeof(times[0]), compare_times);
    fact("nanoseconds %u", times[turns / 2]);
}

#endif
