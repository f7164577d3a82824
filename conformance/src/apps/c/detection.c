// SPDX-License-Identifier: GPL-2.0-only
/* Every way by which programs decide whether they run under Onload, and what each says. */
#include "app.h"

#include <dlfcn.h>

extern const char *onload_version __attribute__((weak));

static const char *yes_or_no(bool yes)
{
    return yes ? "yes" : "no";
}

static bool is_mapped(const char *name)
{
    char line[4096];
    bool mapped = false;
    FILE *maps = fopen("/proc/self/maps", "r");

    while (fgets(line, sizeof(line), maps))
        mapped |= strstr(line, name) != NULL;
    fclose(maps);
    return mapped;
}

int main(void)
{
    int (*is_present)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "onload_is_present");
    const char **version = dlsym(RTLD_DEFAULT, "onload_version");
    const char *preload = getenv("LD_PRELOAD");

    fact("symbol onload_is_present %s", yes_or_no(is_present != NULL));
    fact("onload_is_present %s", yes_or_no(is_present && is_present()));
    fact("onload_version %s", &onload_version ? onload_version : "no");
    fact("onload_version by name %s", version ? *version : "no");
    fact("libonload in LD_PRELOAD %s", yes_or_no(preload && strstr(preload, "libonload")));
    fact("libonload.so in maps %s", yes_or_no(is_mapped("/libonload.so")));
    return 0;
}
