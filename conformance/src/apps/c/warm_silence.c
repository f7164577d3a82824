// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: warm_silence SEED PROTOCOL FAMILY. Thousands of warm sends of every kind, in a network of its own that counts
 * every packet. Tells whether anything left, and what arrives after a send that is not warm.
 */
#include "counters.h"
#include "ways.h"
#include <onload/extensions.h>

#define SENDS 10000
#define LARGEST 65000
#define END "the end"

static const int companions[] = {0, MSG_MORE, MSG_EOR, MSG_DONTWAIT, MSG_CONFIRM, MSG_DONTROUTE, MSG_ZEROCOPY, MSG_FASTOPEN};

/* Random pieces of random sizes, some of them empty, in a random number of messages. */
static long send_batch(int fd, int flags)
{
    static char data[LARGEST];
    struct iovec pieces[8][4];
    struct mmsghdr messages[8];
    int count = 1 + random() % COUNT(messages);
    long size = 0, told = 0;

    for (int i = 0; i < count; i++) {
        messages[i] = (struct mmsghdr){{.msg_iov = pieces[i], .msg_iovlen = random() % COUNT(pieces[i])}, 0};
        for (size_t j = 0; j < messages[i].msg_hdr.msg_iovlen; j++) {
            pieces[i][j] = (struct iovec){data, random() % (LARGEST / COUNT(pieces[i]))};
            size += pieces[i][j].iov_len;
        }
    }
    NEED(sendmmsg(fd, messages, count, flags) == count ? 0 : -1);
    for (int i = 0; i < count; i++)
        told += messages[i].msg_len;
    return told - size;
}

static long send_one(int fd, int flags)
{
    static char data[LARGEST];
    struct shipment shipment = {data, random() % LARGEST, NULL, 0};

    return ways[random() % COUNT(ways)].send(fd, &shipment, flags) - (long)shipment.size;
}

static void send_warm(int fd)
{
    for (int i = 0; i < SENDS; i++) {
        int flags = ONLOAD_MSG_WARM | companions[random() % COUNT(companions)];
        NEED(random() % 4 == 0 ? send_batch(fd, flags) : send_one(fd, flags));
    }
}

static void tell_arrived(const char *what, int fd)
{
    char bytes[64] = "";

    await(fd, POLLIN);
    fact("%s: %zd %s", what, NEED(recv(fd, bytes, sizeof(bytes) - 1, MSG_DONTWAIT)), bytes);
    ANSWER(" then", recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT));
}

/* What is put together, by flag or by option, stays as it is, and only that. */
static void keep_corked(struct pair pair, const char *protocol)
{
    int level = is_tcp(protocol) ? IPPROTO_TCP : IPPROTO_UDP, option = is_tcp(protocol) ? TCP_CORK : 1;

    NEED(send(pair.sender, "one,", 4, MSG_MORE));
    ANSWER("warm", send(pair.sender, "never", 5, ONLOAD_MSG_WARM));
    ANSWER("warm, more", send(pair.sender, "never", 5, ONLOAD_MSG_WARM | MSG_MORE));
    NEED(send(pair.sender, "two", 3, 0));
    tell_arrived("by flag", pair.receiver);
    NEED(setsockopt(pair.sender, level, option, &(int){1}, sizeof(int)));
    NEED(send(pair.sender, "one,", 4, 0));
    ANSWER("warm", send(pair.sender, "never", 5, ONLOAD_MSG_WARM));
    NEED(send(pair.sender, "two", 3, 0));
    ANSWER("warm", send(pair.sender, "never", 5, ONLOAD_MSG_WARM));
    NEED(setsockopt(pair.sender, level, option, &(int){0}, sizeof(int)));
    tell_arrived("by option", pair.receiver);
}

int main(int, char **argv)
{
    struct counters before, after;
    int unsent;

    enter_private_network();
    srandom(strtoul(argv[1], NULL, 0));
    struct pair pair = open_pair(argv[2], argv[3]);
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_ZEROCOPY, &(int){1}, sizeof(int)));
    before = read_counters();
    send_warm(pair.sender);
    after = read_counters();
    tell_difference(&before, &after);
    NEED(ioctl(pair.sender, TIOCOUTQ, &unsent));
    fact("waiting to be sent %d", unsent);
    NEED(send(pair.sender, END, strlen(END), 0));
    tell_arrived("arrived", pair.receiver);
    keep_corked(pair, argv[2]);
    return 0;
}
