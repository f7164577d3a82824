// SPDX-License-Identifier: GPL-2.0-only
/* Usage: stamping_held. Prints a line once receive stamping is on for the whole machine; it is until the input ends. */
#include "stamping.h"

int main(void)
{
    char end;

    keep_stamping_on();
    fact("on");
    NEED(read(STDIN_FILENO, &end, 1));
    return 0;
}
