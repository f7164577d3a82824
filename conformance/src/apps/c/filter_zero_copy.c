// SPDX-License-Identifier: GPL-2.0-only
/* Usage: filter_zero_copy FAMILY. A filter is for plain receive calls: zero-copy receive of the same socket has its own. */
#include "zc_receive.h"

static int seen;

static enum onload_zc_callback_rc count_seen(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    (void)flags;
    seen++;
    return ONLOAD_ZC_CONTINUE;
}

static enum onload_zc_callback_rc take(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

int main(int, char **argv)
{
    struct pair pair = open_udp_pair(argv[1]);
    struct call call;
    char data[8];

    NEED(onload_set_recv_filter(pair.receiver, count_seen, NULL, 0));
    for (int i = 0; i < 3; i++) {
        NEED(send(pair.sender, "one", 3, 0));
        NEED(send(pair.sender, "two", 3, 0));
        ANSWER("zero-copy", receive_zero_copy(pair.receiver, &call, take, 0));
        fact("%d shown, filter saw %d", call.shown, seen);
        NEED(send(pair.sender, "three", 5, 0));
        ANSWER("recv", recv(pair.receiver, data, sizeof(data), 0));
        fact("filter saw %d", seen);
    }
    return 0;
}
