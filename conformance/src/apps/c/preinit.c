// SPDX-License-Identifier: GPL-2.0-only
/* Makes every call before the constructor of any library ran. */
#include "every_call.h"

static struct answers answers;

static void before_all_constructors(void)
{
    every_call(&answers);
}

__attribute__((section(".preinit_array"), used)) static void (*preinit)(void) = before_all_constructors;

int main(void)
{
    print_answers(&answers);
    return 0;
}
