// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keeps the way of an order warm: sends that go through everything and send nothing, until the real one.
 *
 *   cc -I/opt/lkos/include warm-send.c -L/opt/lkos/lib -lonload_ext -o warm-send
 *   onload --emulate ./warm-send
 */
#include "loopback.h"
#include <onload/extensions.h>
#include <string.h>

int main(void)
{
    struct ends ends = connect_stream();
    const char *order = "the only order";
    char data[256];
    int got;

    /* Ask first, when the socket is connected: what does not know the flag sends the order. */
    if (onload_fd_check_feature(ends.sender, ONLOAD_FD_FEAT_MSG_WARM) == 1) {
        for (int i = 0; i < 1000; i++)
            need((int)send(ends.sender, order, strlen(order), ONLOAD_MSG_WARM), "warm send");
        printf("warmed\n");
    } else {
        printf("not warmed: the flag is not known\n");
    }
    need((int)send(ends.sender, order, strlen(order), 0), "send");
    shutdown(ends.sender, SHUT_WR);
    got = need((int)recv(ends.receiver, data, sizeof(data), MSG_WAITALL), "recv");
    printf("received: %.*s\n", got, data);
    return 0;
}
