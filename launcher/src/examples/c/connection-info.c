// SPDX-License-Identifier: GPL-2.0-only
/*
 * How much a connection takes before a send waits.
 *
 *   cc -I/opt/lkos/include connection-info.c -L/opt/lkos/lib -lonload_ext -o connection-info
 *   onload --emulate ./connection-info
 */
#include "loopback.h"
#include <onload/extensions.h>

static void show(const char *when, int fd)
{
    struct onload_tcp_info info;
    int length = sizeof(info);

    if (onload_get_tcp_info(fd, &info, &length) != 0) {
        printf("%s: not told\n", when);
        return;
    }
    printf("%s: room for %d packets of %d bytes, the receiver takes %d bytes, congestion control %d\n", when,
           info.sndbuf_pkts_avail, info.snd_mss, info.snd_window, info.cong_window);
}

int main(void)
{
    static char data[64 * 1024];
    struct ends ends = connect_stream();

    show("idle", ends.sender);
    while (send(ends.sender, data, sizeof(data), MSG_DONTWAIT) > 0)
        continue;
    show("full", ends.sender);
    return 0;
}
