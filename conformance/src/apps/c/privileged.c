// SPDX-License-Identifier: GPL-2.0-only
/* Whether the program has more rights than its caller, and whether it is told of Onload. */
#include "app.h"
#include <onload/extensions.h>
#include <sys/auxv.h>

int main(void)
{
    fact("secure %lu", getauxval(AT_SECURE));
    fact("present %d", onload_is_present());
    return 0;
}
