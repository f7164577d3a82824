// SPDX-License-Identifier: GPL-2.0-only
/* The bytes of the two structures that have bit-fields. */
#include <onload/extensions_timestamping.h>
#include <onload/extensions_zc.h>

#include <stdio.h>
#include <string.h>

static void print(const char *name, const void *memory, size_t from, size_t to)
{
    const unsigned char *bytes = memory;

    printf("%s", name);
    for (size_t i = from; i < to; i++)
        printf(" %02x", bytes[i]);
    printf("\n");
}

int main(void)
{
    struct onload_zc_iovec iovec;
    struct onload_timestamp stamp;

    memset(&iovec, 0, sizeof(iovec));
    memset(&stamp, 0, sizeof(stamp));
    iovec.iov_len = 0x123456789abc;
    iovec.iov_flags = 0xeff0;
    stamp.nsec_frac = 0xabcdef;
    stamp.flags = ONLOAD_TS_FLAG_ACCEPTABLE | ONLOAD_TS_FLAG_CLOCK_SET;
    print("onload_zc_iovec", &iovec, 8, 16);
    print("onload_timestamp", &stamp, 12, 16);
    return 0;
}
