// SPDX-License-Identifier: GPL-2.0-only
/* Choices. Those of a call depend on the seed and its number alone: a call that is left out changes no other. */
#ifndef FUZZ_CHANCES_H
#define FUZZ_CHANCES_H

#include "../app.h"
#include "../chance.h"

static struct chance chance;

static inline uint64_t mixed(uint64_t number)
{
    number += 0x9e3779b97f4a7c15;
    number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9;
    number = (number ^ number >> 27) * 0x94d049bb133111eb;
    return number ^ number >> 31;
}

static inline void begin_choices(uint64_t seed, uint64_t call)
{
    chance.state = mixed(mixed(seed) + call) | 1;
}

static inline int any(int limit)
{
    return below(&chance, limit);
}

static inline bool one_in(int times)
{
    return any(times) == 0;
}

#define ANY_OF(array) ((array)[any(COUNT(array))])

/* Numbers at which programs break. */
static inline int hostile_int(void)
{
    static const int numbers[] = {0, 1, 2, -1, 3, 7, 8, 16, 100, 255, 256, 4095, 4096, 65535, 65536, INT32_MAX, INT32_MIN};

    return one_in(4) ? (int)next_number(&chance) : ANY_OF(numbers);
}

/* Each bit of a mask, or none, or a few of it. */
static inline unsigned some_bits(unsigned mask)
{
    unsigned bits = next_number(&chance) & mask;

    for (int i = any(4); i > 0; i--)
        bits &= next_number(&chance);
    return bits;
}

#endif
