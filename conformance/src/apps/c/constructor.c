// SPDX-License-Identifier: GPL-2.0-only
/* A library to preload: makes every call from its constructor and again from its destructor. */
#include "every_call.h"

static void call_and_print(const char *where)
{
    struct answers answers = {.count = 0};

    fact("%s", where);
    every_call(&answers);
    print_answers(&answers);
}

__attribute__((constructor)) static void construct(void)
{
    call_and_print("constructor");
}

__attribute__((destructor)) static void destruct(void)
{
    call_and_print("destructor");
}
