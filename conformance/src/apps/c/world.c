// SPDX-License-Identifier: GPL-2.0-only
/* Tells in which world it runs: whether the preload library is mapped. With "abort" it ends by that signal. */
#include "app.h"

int main(int argc, char **argv)
{
    char line[4096];
    bool mapped = false;
    FILE *maps = fopen("/proc/self/maps", "r");

    (void)argv;
    while (fgets(line, sizeof(line), maps))
        mapped |= strstr(line, "/liblkos.so") != NULL;
    fclose(maps);
    fact("mapped %s", mapped ? "yes" : "no");
    if (argc > 1)
        abort();
    return 0;
}
