// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where this thread may spin: one that must answer at once does so in receives, one that has time does not at all.
 *
 *   cc -I/opt/lkos/include spinning.c -L/opt/lkos/lib -lonload_ext -o spinning
 *   EF_POLL_USEC=100 onload --emulate ./spinning
 */
#include <onload/extensions.h>
#include <stdio.h>

static void show(const char *when)
{
    unsigned mask = 0;
    int result = onload_thread_get_spin(&mask);

    if (result != 0)
        printf("%s: not told, %d\n", when, result);
    else
        printf("%s: TCP receives %s, mask %#x\n", when, mask & 1u << ONLOAD_SPIN_TCP_RECV ? "spin" : "sleep", mask);
}

int main(void)
{
    show("as it begins");
    onload_thread_set_spin(ONLOAD_SPIN_ALL, 0);
    onload_thread_set_spin(ONLOAD_SPIN_TCP_RECV, 1);
    show("in a hurry");
    onload_thread_set_spin(ONLOAD_SPIN_ALL, 0);
    show("at leisure");
    return 0;
}
