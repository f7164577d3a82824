// SPDX-License-Identifier: GPL-2.0-only
/*
 * Settings for the stacks that this thread makes from now on, beside those of the environment.
 *
 *   cc -I/opt/lkos/include stack-options.c -L/opt/lkos/lib -lonload_ext -o stack-options
 *   EF_RXQ_SIZE=1024 onload --emulate ./stack-options
 */
#include <onload/extensions.h>
#include <stdio.h>
#include <string.h>

static void show(const char *name)
{
    int64_t value;
    int result = onload_stack_opt_get_int(name, &value);

    if (result == 0)
        printf("%s is %lld\n", name, (long long)value);
    else
        printf("%s is not told: %d\n", name, result);
}

int main(void)
{
    char filters[256];
    size_t length = sizeof(filters);
    int result;

    show("EF_RXQ_SIZE");
    result = onload_stack_opt_set_int("EF_RXQ_SIZE", 4096);
    printf("set to 4096: %d\n", result);
    show("EF_RXQ_SIZE");
    /* Errors are results, not errno. */
    result = onload_stack_opt_set_int("EF_RXQ_SIZE", 1000000);
    printf("set beyond its range: %s\n", result == 0 ? "taken" : strerror(-result));
    onload_stack_opt_set_str("EF_SCALABLE_FILTERS", "any=rss");
    if (onload_stack_opt_get_str("EF_SCALABLE_FILTERS", filters, &length) == 0)
        printf("EF_SCALABLE_FILTERS is %s, %zu bytes with its end\n", filters, length);
    onload_stack_opt_reset();
    show("EF_RXQ_SIZE");
    return 0;
}
