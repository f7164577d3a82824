// SPDX-License-Identifier: GPL-2.0-only
/*
 * A function that sees every datagram before recv returns it.
 *
 *   cc -I/opt/lkos/include receive-filter.c -L/opt/lkos/lib -lonload_ext -o receive-filter
 *   onload ./receive-filter
 */
#include "loopback.h"
#include <onload/extensions_zc.h>
#include <string.h>

static enum onload_zc_callback_rc look(struct onload_zc_msg *message, void *argument, int flags)
{
    int *seen = argument;

    (void)flags;
    *seen += 1;
    printf("seen: %.*s\n", (int)message->iov->iov_len, (const char *)message->iov->iov_base);
    return ONLOAD_ZC_CONTINUE;
}

int main(void)
{
    struct ends ends = connect_datagrams();
    char data[4];
    int seen = 0;
    int result = onload_set_recv_filter(ends.receiver, look, &seen, 0);

    if (result != 0) {
        printf("no filter: %s\n", strerror(-result));
        return 1;
    }
    need((int)send(ends.sender, "longer than the reader's room", 29, 0), "send");
    result = need((int)recv(ends.receiver, data, sizeof(data), 0), "recv");
    printf("received: %.*s\n", result, data);
    printf("%d seen\n", seen);
    return 0;
}
