// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: named_stream FLAGS SEED. Batches of random messages, some of which name an interface or ask for a stamp, over a
 * connection that takes little at a time, does not wait, and was asked for FLAGS. What was not taken is sent again; tells
 * whether the stream came whole.
 */
#include "onload.h"
#include "sending.h"
#include <fcntl.h>

#define TOTAL (16 << 20)
#define LARGEST 150000
#define BATCH 40

static unsigned char expected(long position)
{
    return (unsigned char)(position * 7 + (position >> 8));
}

static void make_narrow(struct pair pair)
{
    int little = 4096;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &little, sizeof(little)));
    NEED(fcntl(pair.sender, F_SETFL, O_NONBLOCK));
}

/* From a position of the stream on; the result is where it was left, after a message of which a part was taken. */
static long send_batch(int fd, long position, int *short_ones)
{
    static unsigned char bytes[BATCH * LARGEST];
    static struct outgoing messages[BATCH];
    struct mmsghdr headers[BATCH];
    unsigned choice[4] = {1};
    size_t used = 0;

    for (int i = 0; i < BATCH; i++) {
        fill(&messages[i], "");
        messages[i].data = (struct iovec){bytes + used, 1 + random() % (random() % 20 == 0 ? LARGEST : 100)};
        for (size_t j = 0; j < messages[i].data.iov_len; j++, used++)
            bytes[used] = expected(position + used);
        if (random() % 3 == 0)
            add_control(&messages[i], SOL_SOCKET, 58, choice, sizeof(choice));
        if (random() % 3 == 0)
            add_request(&messages[i], SO_TIMESTAMPING, SOF_TIMESTAMPING_TX_HARDWARE);
        headers[i] = messages[i].header;
    }
    errno = UNTOUCHED;
    int sent = sendmmsg(fd, headers, BATCH, MSG_NOSIGNAL);
    NEED(sent > 0 ? errno == UNTOUCHED ? 0 : -1 : errno == EAGAIN ? 0 : -1);
    for (int i = 0; i < sent; i++) {
        bool whole = headers[i].msg_len == messages[i].data.iov_len;
        NEED(whole || i == sent - 1 ? 0 : -1);
        *short_ones += !whole;
        position += headers[i].msg_len;
    }
    return position;
}

static long receive_some(int fd, long position)
{
    static unsigned char bytes[1 << 18];
    ssize_t got = recv(fd, bytes, 1 + random() % sizeof(bytes), MSG_DONTWAIT);

    for (ssize_t i = 0; i < got; i++)
        NEED(bytes[i] == expected(position + i) ? 0 : -1);
    return position + (got > 0 ? got : 0);
}

int main(int, char **argv)
{
    struct pair pair = open_tcp_pair("ipv4");
    long sent = 0, received = 0;
    int short_ones = 0;

    unsigned flags = strtoul(argv[1], NULL, 0);

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    NEED(ONLOAD(onload_fd_check_feature)(pair.sender, ONLOAD_FD_FEAT_TX_SCM_TS_PKTINFO));
    srandom(strtoul(argv[2], NULL, 0));
    make_narrow(pair);
    while (sent < TOTAL) {
        sent = send_batch(pair.sender, sent, &short_ones);
        received = receive_some(pair.receiver, received);
    }
    NEED(shutdown(pair.sender, SHUT_WR));
    while (received < sent) {
        await(pair.receiver, POLLIN);
        received = receive_some(pair.receiver, received);
    }
    fact("whole, and short ones %s", short_ones > 0 ? "among it" : "none");
    return 0;
}
