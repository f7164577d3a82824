// SPDX-License-Identifier: GPL-2.0-only
/* The program of a library made of every_function.c; with an argument, one that it opens. */
#include <dlfcn.h>
#include <stdio.h>

extern int every_function(void);
#pragma weak every_function

int main(int argc, char **argv)
{
    if (argc > 1) {
        void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
        int (*opened)(void) = library ? (int (*)(void))dlsym(library, "every_function") : NULL;

        if (!opened) {
            fprintf(stderr, "%s\n", dlerror());
            return 99;
        }
        return opened();
    }
    return every_function();
}
