// SPDX-License-Identifier: GPL-2.0-only
/* Calls functions of which provider.c has its own; with "handle", by a handle of libonload_ext. Each is called twice. */
#include <onload/extensions.h>
#include <onload/extensions_zc_hlrx.h>

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>

#ifdef BY_HANDLE
#define FUNCTION(name) ((__typeof__(&name))dlsym(dlopen("libonload_ext.so.1", RTLD_NOW | RTLD_LOCAL), #name))
#else
#define FUNCTION(name) (&name)
#endif

int main(void)
{
    for (int i = 0; i < 2; i++) {
        errno = 0;
        printf("present %d\n", FUNCTION(onload_is_present)());
        printf("oob %#lx\n", (unsigned long)FUNCTION(onload_zc_hlrx_recv_oob)((void *)1, (void *)2, (void *)3,
                                                                             0x400000004, (void *)5));
        printf("errno %d\n", errno);
    }
    return 0;
}
