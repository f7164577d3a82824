// SPDX-License-Identifier: GPL-2.0-only
/* Counts what is allocated before main and during the calls. */
#include "every_call.h"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static int allocations;

void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    allocations++;
    return __libc_realloc(block, size);
}

int main(void)
{
    struct answers answers = {.count = 0};
    int before_main = allocations;

    every_call(&answers);
    int after_calls = allocations;
    fact("before main %d", before_main);
    fact("during the calls %d", after_calls - before_main);
    return 0;
}
