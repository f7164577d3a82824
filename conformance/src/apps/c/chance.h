// SPDX-License-Identifier: GPL-2.0-only
/* Random numbers that a seed repeats. */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdint.h>
#include <stdlib.h>

struct chance {
    uint64_t state;
};

static inline struct chance chance_of(const char *seed)
{
    return (struct chance){strtoull(seed, NULL, 0) * 2 + 0x9e3779b97f4a7c15};
}

static inline uint64_t next_number(struct chance *chance)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return chance->state * 0x2545f4914f6cdd1d >> 16;
}

/* A number from 0 to limit - 1. */
static inline int below(struct chance *chance, int limit)
{
    return next_number(chance) % limit;
}

static inline int between(struct chance *chance, int least, int most)
{
    return least + below(chance, most - least + 1);
}

#endif
