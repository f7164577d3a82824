// SPDX-License-Identifier: GPL-2.0-only
/* A library to preload behind another: makes a libc that lacks the function HIDDEN, as far as dlsym can tell. */
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static void *(*real_dlsym(void))(void *, const char *)
{
    static const char *const versions[] = {"GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_2.17"};
    void *found = NULL;

    for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]) && !found; i++)
        found = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    return found;
}

void *dlsym(void *handle, const char *name)
{
    return strcmp(name, HIDDEN) == 0 ? NULL : real_dlsym()(handle, name);
}
