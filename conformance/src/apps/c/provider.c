// SPDX-License-Identifier: GPL-2.0-only
/* A library that provides two of Onload's functions with answers nobody else gives, in the version 1.MINOR.0 or MAJOR. */

#ifndef MAJOR
#define MAJOR 1
#endif
#ifndef MINOR
#define MINOR 2
#endif

unsigned onload_lib_ext_version[3] = {MAJOR, MINOR, 0};

int onload_is_present(void)
{
    return 4712;
}

long onload_zc_hlrx_recv_oob(void *hlrx, const void *inband, void *buf, unsigned long len, int *flags)
{
    (void)inband;
    return hlrx == (void *)1 && buf == (void *)3 && len == 0x400000004 && flags == (void *)5 ? 0x500000005 : 0;
}

#ifdef AS_LKOS
int lkos_present(void)
{
    return 1;
}
#endif
