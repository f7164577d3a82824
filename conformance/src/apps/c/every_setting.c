// SPDX-License-Identifier: GPL-2.0-only
/*
 * Settings of stacks, asked and set by number and by text. Arguments: NAME SMALLEST LARGEST, any number of times. Each
 * line is the value found, then the results of setting smallest and largest, one less and one more, and of a text.
 */
#include "app.h"
#include "onload.h"

static int64_t value_of(const char *name)
{
    int64_t value = 0x5a5a5a5a5a5a;
    int result = ONLOAD(onload_stack_opt_get_int)(name, &value);

    return result == 0 ? value : result;
}

static const char *outcome(const char *name, int64_t wanted)
{
    int64_t before = value_of(name);
    int result = ONLOAD(onload_stack_opt_set_int)(name, wanted);

    if (result == 0)
        return value_of(name) == wanted ? "kept" : "lost";
    return result == -EINVAL && value_of(name) == before ? "refused" : "odd";
}

int main(int argc, char **argv)
{
    for (int i = 1; i + 2 < argc; i += 3) {
        const char *name = argv[i];
        int64_t smallest = atoll(argv[i + 1]), largest = atoll(argv[i + 2]), found = value_of(name);
        char text[8];
        size_t length = sizeof(text);

        fact("%s %ld %s %s %s %s %d %d", name, (long)found, outcome(name, smallest), outcome(name, largest),
             outcome(name, smallest - 1), outcome(name, largest + 1), ONLOAD(onload_stack_opt_set_str)(name, "1"),
             ONLOAD(onload_stack_opt_get_str)(name, text, &length));
    }
    return 0;
}
