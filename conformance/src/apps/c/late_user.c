// SPDX-License-Identifier: GPL-2.0-only
/* A library that uses something from its destructor: what is stored in late_use. */
#include <stddef.h>

void (*late_use)(void);

__attribute__((destructor)) static void destruct(void)
{
    if (late_use)
        late_use();
}
