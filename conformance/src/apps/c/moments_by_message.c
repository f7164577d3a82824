// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: moments_by_message PROTOCOL FAMILY WAY RECORDS FLAGS... On a socket for each of FLAGS, messages that ask for
 * records of their own, given in RECORDS as 1,2,-,0 where - asks for nothing. Sent by sendmsg, or by sendmmsg where
 * WAY is batch. What the error queue tells of them when all are delivered.
 */
#include "sending.h"
#include "telling.h"

#define MOST 16

static struct outgoing messages[MOST];

static int compose(const char *records)
{
    int count = 0;

    for (const char *at = records; at && count < MOST; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        fill(&messages[count], "stamped");
        if (*at != '-')
            add_request(&messages[count], SO_TIMESTAMPING, strtoul(at, NULL, 0));
        count++;
    }
    return count;
}

static void receive(int fd)
{
    struct outgoing received;

    NEED(recv(fd, received.bytes, sizeof(received.bytes), MSG_WAITALL));
}

static void send_in_a_row(struct pair pair, int count)
{
    for (int i = 0; i < count; i++) {
        NEED(sendmsg(pair.sender, &messages[i].header.msg_hdr, 0));
        receive(pair.receiver);
    }
}

static void send_together(struct pair pair, int count)
{
    struct mmsghdr headers[MOST];

    for (int i = 0; i < count; i++)
        headers[i] = messages[i].header;
    NEED(sendmmsg(pair.sender, headers, count, 0));
    for (int i = 0; i < count; i++) {
        receive(pair.receiver);
    }
}

int main(int argc, char **argv)
{
    int count = compose(argv[4]);

    clock_gettime(CLOCK_REALTIME, &started);
    for (int i = 5; i < argc; i++) {
        unsigned flags = strtoul(argv[i], NULL, 0);
        struct pair pair = open_pair(argv[1], argv[2]);

        fact("request %d", i - 5);
        NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
        if (strcmp(argv[3], "batch") == 0)
            send_together(pair, count);
        else
            send_in_a_row(pair, count);
        if (is_stream(pair.sender))
            answer(pair);
        tell_all(pair.sender);
        close_pair(pair);
    }
    return 0;
}
