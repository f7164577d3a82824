// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: moments PROTOCOL FAMILY FLAGS... What the error queue tells of one message for each of FLAGS: when it was
 * scheduled, sent and acknowledged.
 */
#include "telling.h"

static void send_and_tell(struct pair pair)
{
    send_one(pair);
    await_delivery(pair);
    if (is_stream(pair.sender))
        answer(pair);
    tell_all(pair.sender);
}

int main(int argc, char **argv)
{
    clock_gettime(CLOCK_REALTIME, &started);
    for (int i = 3; i < argc; i++) {
        unsigned flags = strtoul(argv[i], NULL, 0);
        struct pair pair = open_pair(argv[1], argv[2]);

        fact("request %d", i - 3);
        NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
        send_and_tell(pair);
        close_pair(pair);
    }
    return 0;
}
