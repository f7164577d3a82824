// SPDX-License-Identifier: GPL-2.0-only
/* Counts what is allocated before main and during the calls. */
#include "every_call.h"
#include "counted.h"

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
