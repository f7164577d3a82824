// SPDX-License-Identifier: GPL-2.0-only
/* An allocator in front of the program's: at the end it tells whether all that was freed was of its own making. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void *__libc_malloc(size_t size);
extern void __libc_free(void *memory);

#define MARK 0x6c6b6f73u
#define HEADER 16

static int foreign;
static int names;

void *malloc(size_t size)
{
    uint32_t *memory = __libc_malloc(size + HEADER);

    *memory = MARK;
    return (char *)memory + HEADER;
}

/* Names of stacks are the only text here that ends so. */
void free(void *memory)
{
    char *start = memory;

    if (!start)
        return;
    if (*(uint32_t *)(void *)(start - HEADER) != MARK) {
        foreign++;
        return;
    }
    names += strcmp(start, "makers") == 0;
    *(uint32_t *)(void *)(start - HEADER) = 0;
    __libc_free(start - HEADER);
}

__attribute__((destructor)) static void tell(void)
{
    printf("names: %s\n", foreign == 0 && names > 0 ? "all of this allocator" : "of another allocator");
}
