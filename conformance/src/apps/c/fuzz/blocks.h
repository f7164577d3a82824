// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory for the arguments of one call. Each block lies between pages that may not be touched, at the same address in
 * every run; after the call all of it is looked at, so that no byte is written unseen.
 */
#ifndef FUZZ_BLOCKS_H
#define FUZZ_BLOCKS_H

#include "chances.h"
#include "trace.h"
#include <sys/mman.h>

#define PAGE 4096
#define ROOM (2 * PAGE)
#define STRIDE (ROOM + PAGE)
#define MOST_BLOCKS 40
#define FILLING 0x6b
#define ARENA ((unsigned char *)0x100000000000)

enum place { MIDDLE, ODD, END, SHORT, READ_ONLY, NOWHERE, UNMAPPED, KERNEL, LAST, PLACES };

static const char *const place_names[] = {"", "odd ", "end ", "short ", "const ", "NULL ", "unmapped ", "kernel ", "-1 "};

struct block {
    unsigned char *room; /* all of the memory that it lies in */
    unsigned char *at;
    size_t size;
    size_t mapped; /* bytes from at on that may be read */
    enum place place;
};

static struct block blocks[MOST_BLOCKS];
static size_t taken;
static bool arguments_are_good;

/* What lies in memory is not the same twice, as where the kernel failed halfway with a packet. */
static bool memory_is_unsteady;

/* Constants have rooms of their own, which are never writable when a call is made. */
static inline unsigned char *room_of(size_t index, bool constant)
{
    return ARENA + PAGE + (constant ? MOST_BLOCKS + index : index) * STRIDE;
}

static inline void map_blocks(void)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
    void *arena = mmap(ARENA, PAGE + 2 * MOST_BLOCKS * STRIDE, PROT_NONE, flags, -1, 0);

    NEED(arena == ARENA ? 0 : -1);
    for (size_t i = 0; i < 2 * MOST_BLOCKS; i++) {
        NEED(mprotect(room_of(i, false), ROOM, PROT_READ | PROT_WRITE));
        memset(room_of(i, false), FILLING, ROOM);
    }
}

static inline void give_back_blocks(void)
{
    for (size_t i = 0; i < taken; i++) {
        if (blocks[i].place == READ_ONLY)
            NEED(mprotect(blocks[i].room, ROOM, PROT_READ | PROT_WRITE));
        memset(blocks[i].room, FILLING, ROOM);
    }
    taken = 0;
    memory_is_unsteady = false;
}

static inline struct block *take_at(size_t size, enum place place)
{
    struct block *block = &blocks[taken];
    unsigned char *room = room_of(taken++, place == READ_ONLY);

    *block = (struct block){.room = room, .at = room + 1024, .size = size, .mapped = size, .place = place};
    if (place == ODD)
        block->at += 1 + any(7);
    if (place == END)
        block->at = room + ROOM - size;
    if (place == SHORT) {
        block->mapped = size > 0 ? any(size) : 0;
        block->at = room + ROOM - block->mapped;
    }
    if (place >= NOWHERE) {
        unsigned char *const addresses[] = {NULL, room - PAGE, (void *)0xffff800000000000, (void *)-1};
        block->at = addresses[place - NOWHERE];
        block->mapped = 0;
    }
    return block;
}

/* How much may be written where an application lies about the size. */
static inline size_t room_at(const struct block *block)
{
    bool inside = block->place == MIDDLE || block->place == ODD;

    return inside && block->size < 512 ? 512 : block->mapped;
}

/* Most are usable, or few calls would get far. */
static inline struct block *take(size_t size)
{
    if (arguments_are_good || !one_in(12))
        return take_at(size, one_in(8) ? END : one_in(8) ? ODD : MIDDLE);
    return take_at(size, any(PLACES));
}

/* What the application puts there; as much of it as there is memory for. */
static inline struct block *fill(struct block *block, const void *content, size_t size)
{
    size_t most = size < block->mapped ? size : block->mapped;

    if (most > 0)
        memcpy(block->at, content, most);
    return block;
}

static inline struct block *block_of(const void *content, size_t size)
{
    return fill(take(size), content, size);
}

static inline void seal_blocks(void)
{
    for (size_t i = 0; i < taken; i++)
        if (blocks[i].place == READ_ONLY)
            NEED(mprotect(blocks[i].room, ROOM, PROT_READ));
}

/* A block that is read-only may be normalised for its line all the same. */
static inline void unseal(const struct block *block)
{
    if (block->place == READ_ONLY)
        NEED(mprotect(block->room, ROOM, PROT_READ | PROT_WRITE));
}

static inline void say_block(const char *name, const struct block *block)
{
    say(" %s[%s%zu]", name, place_names[block->place], block->size);
    if (block->place == SHORT)
        say("/%zu", block->mapped);
}

static inline void say_value(const char *name, const struct block *block)
{
    say_block(name, block);
    say("=");
    say_bytes(block->at, block->mapped < 24 ? block->mapped : 24);
}

/* All memory as it is now: the beginning of each block, and a digest of everything around. */
static inline void say_blocks(void)
{
    for (size_t i = 0; i < taken && !memory_is_unsteady; i++) {
        const struct block *block = &blocks[i];

        say(" <");
        say_bytes(block->at, block->mapped < 160 ? block->mapped : 160);
        say(" %08x>", (unsigned)digest_of(0, block->room, ROOM));
    }
}

#endif
