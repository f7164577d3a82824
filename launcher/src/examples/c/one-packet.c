// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads a stream packet by packet.
 *
 *   cc -I/opt/lkos/include one-packet.c -o one-packet
 *   onload --emulate ./one-packet
 */
#include "loopback.h"
#include <errno.h>
#include <netinet/tcp.h>
#include <onload/extensions.h>

int main(void)
{
    struct ends ends = connect_stream();
    char data[256];
    int on = 1;
    ssize_t got;

    need(setsockopt(ends.sender, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)), "setsockopt");

    /* Who reads by packets cannot wait for all: Onload says so, while the kernel knows nothing of the flag. */
    got = recv(ends.receiver, data, sizeof(data), ONLOAD_MSG_ONEPKT | MSG_WAITALL | MSG_DONTWAIT);
    printf("%s\n", got < 0 && errno == EINVAL ? "packets are told apart" : "packets are not told apart");
    for (int i = 1; i <= 3; i++) {
        need((int)send(ends.sender, data, 10 * i, 0), "send");
        got = recv(ends.receiver, data, sizeof(data), ONLOAD_MSG_ONEPKT);
        need((int)got, "recv");
        printf("a packet of %zd bytes\n", got);
    }
    return 0;
}
