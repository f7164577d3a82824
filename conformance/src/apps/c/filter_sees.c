// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filter_sees FAMILY [change]. What is delivered where there is a filter, on the standard output, as where there is
 * none; and what the filter was shown, on the other. With "change", it changes it.
 */
#include "messages.h"
#include <onload/extensions_zc.h>
#include <sys/uio.h>

#pragma weak onload_set_recv_filter

#define LONGEST 65507

static struct pair pair;
static unsigned char sent[LONGEST];
static unsigned char got[LONGEST];
static int calls;
static socklen_t name_length;
static bool changes;

static const char *check(const struct onload_zc_msg *message, size_t length)
{
    size_t seen = 0;

    for (size_t i = 0; i < message->msghdr.msg_iovlen; i++) {
        const struct onload_zc_iovec *piece = &message->iov[i];

        if (piece->buf != ONLOAD_ZC_HANDLE_NONZC || piece->iov_flags != 0 || piece->unused != NULL)
            return "an odd piece";
        if (memcmp(sent + seen, piece->iov_base, piece->iov_len) != 0)
            return "other bytes";
        seen += piece->iov_len;
    }
    return seen == length ? "all" : "part";
}

static enum onload_zc_callback_rc show(struct onload_zc_msg *message, void *argument, int flags)
{
    const struct msghdr *header = &message->msghdr;
    size_t length = *(size_t *)argument;

    calls++;
    name_length = header->msg_name ? header->msg_namelen : 0;
    fprintf(stderr, "sees %s of %zu in %zu, control %p of %zu, flags %#x, %#x, name of %u %d\n", check(message, length),
            length, header->msg_iovlen, header->msg_control, header->msg_controllen, flags, header->msg_flags,
            header->msg_namelen, header->msg_name ? ((struct sockaddr *)header->msg_name)->sa_family : 0);
    if (changes)
        memset(message->iov[0].iov_base, '!', message->iov[0].iov_len);
    errno = EPERM;
    return ONLOAD_ZC_CONTINUE;
}

static void need_calls(int expected)
{
    NEED(!onload_set_recv_filter || calls == expected ? 0 : -1);
}

static size_t length_sent;

static void send_one(size_t length)
{
    length_sent = length;
    NEED(send(pair.sender, sent, length, 0));
    memset(got, '.', sizeof(got));
    calls = 0;
}

static bool delivered(size_t length)
{
    return memcmp(got, sent, length) == 0 && (length == sizeof(got) || got[length] == '.');
}

static void lengths(void)
{
    static const size_t all[] = {0, 1, 8, 100, 1472, 1473, 2048, 16384, 40000, LONGEST};
    static const size_t rooms[] = {LONGEST, 8, 0};

    for (size_t i = 0; i < COUNT(all); i++)
        for (size_t room = 0; room < COUNT(rooms); room++) {
            size_t expected = all[i] < rooms[room] ? all[i] : rooms[room];

            send_one(all[i]);
            ANSWER("recv", recv(pair.receiver, got, rooms[room], 0));
            need_calls(1);
            fact("data %s", delivered(expected) ? "right" : "wrong");
            send_one(all[i]);
            ANSWER("recv with MSG_TRUNC", recv(pair.receiver, got, rooms[room], MSG_TRUNC));
            need_calls(1);
            fact("data %s", delivered(expected) ? "right" : "wrong");
        }
}

static void pieces(void)
{
    static const size_t sizes[][4] = {{1, 2, 3, 4}, {0, 8, 0, 100}, {8, LONGEST - 8, 0, 0}, {30000, 1, 30000, 5506}};
    static const size_t all[] = {0, 5, 9, 60000, LONGEST};

    for (size_t i = 0; i < COUNT(all); i++)
        for (size_t form = 0; form < COUNT(sizes); form++) {
            struct iovec vector[4];
            struct msghdr message = {.msg_iov = vector, .msg_iovlen = 4};
            size_t room = 0;

            for (int piece = 0; piece < 4; room += sizes[form][piece++])
                vector[piece] = (struct iovec){got + room, sizes[form][piece]};
            send_one(all[i]);
            ANSWER("recvmsg", recvmsg(pair.receiver, &message, 0));
            need_calls(1);
            fact("flags %#x, data %s", message.msg_flags,
                 delivered(all[i] < room ? all[i] : room) ? "right" : "wrong");
        }
}

static void peeking(void)
{
    send_one(20);
    ANSWER("peek", recv(pair.receiver, got, 8, MSG_PEEK));
    ANSWER("peek at the length", recv(pair.receiver, got, 8, MSG_PEEK | MSG_TRUNC));
    need_calls(0);
    ANSWER("then", recv(pair.receiver, got, 8, 0));
    need_calls(1);
}

/* The memory behind a short name is not shown. */
static void names(void)
{
    static const socklen_t rooms[] = {sizeof(union address), 3, 0};
    union address name;

    for (size_t i = 0; i < COUNT(rooms); i++) {
        struct msghdr message = {.msg_name = &name, .msg_namelen = rooms[i]};
        socklen_t length = rooms[i];

        send_one(20);
        ANSWER("recvmsg", recvmsg(pair.receiver, &message, 0));
        fact("name of %u shown, %u told", name_length, message.msg_namelen);
        send_one(20);
        ANSWER("recvfrom", recvfrom(pair.receiver, got, 20, 0, &name.any, &length));
        fact("name of %u shown, %u told", name_length, length);
    }
}

static void changing(void)
{
    struct iovec vector[2] = {{got, 3}, {got + 10, 3}};

    send_one(20);
    ANSWER("changed", recv(pair.receiver, got, 20, 0));
    fact("data %.22s", got);
    send_one(20);
    ANSWER("changed and cut", recv(pair.receiver, got, 5, 0));
    fact("data %.22s", got);
    send_one(20);
    ANSWER("changed and scattered", readv(pair.receiver, vector, 2));
    fact("data %.22s", got);
}

static void batch(void)
{
    struct mmsghdr headers[40];
    struct iovec vectors[40];

    calls = 0;
    length_sent = 20;
    for (int i = 0; i < 35; i++)
        NEED(send(pair.sender, sent, length_sent, 0));
    for (int i = 0; i < 40; i++) {
        vectors[i] = (struct iovec){got + 100 * i, i % 2 == 0 ? 20 : 8};
        headers[i] = (struct mmsghdr){.msg_hdr = {.msg_iov = &vectors[i], .msg_iovlen = 1}};
    }
    ANSWER("batch", recvmmsg(pair.receiver, headers, 40, MSG_WAITFORONE, NULL));
    need_calls(35);
    for (int i = 0; i < 40; i++)
        fact(" length %u flags %#x", headers[i].msg_len, headers[i].msg_hdr.msg_flags);
}

static void without_datagram(const char *family)
{
    int on = 1;
    struct message message;
    bool v6 = family_of(family) == AF_INET6;

    NEED(setsockopt(pair.receiver, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVERR : IP_RECVERR, &on, sizeof(on)));
    calls = 0;
    prepare(&message);
    ANSWER("no error", recvmsg(pair.receiver, &message.header.msg_hdr, MSG_ERRQUEUE));
    ANSWER("no datagram", recv(pair.receiver, got, 8, MSG_DONTWAIT));
    shutdown(pair.receiver, SHUT_RD);
    ANSWER("shut down", recv(pair.receiver, got, 8, 0));
    ANSWER("shut down", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    ANSWER("shut down", recvmmsg(pair.receiver, &message.header, 1, 0, NULL));
    need_calls(0);
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof(sent); i++)
        sent[i] = 'a' + i * i % 26;
    pair = open_udp_pair(argv[1]);
    if (onload_set_recv_filter)
        NEED(onload_set_recv_filter(pair.receiver, show, &length_sent, 0));
    changes = argc > 2;
    if (changes) {
        changing();
        names();
        return 0;
    }
    lengths();
    pieces();
    peeking();
    batch();
    without_datagram(argv[1]);
    return 0;
}
