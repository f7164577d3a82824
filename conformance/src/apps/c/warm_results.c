// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: warm_results TOPIC FLAG PROTOCOL FAMILY. What every call answers that sends with FLAG, ONLOAD_MSG_WARM or 0, on
 * sockets in every state and with all that may be wrong. What arrives is not looked at.
 */
#include "pages.h"
#include "ways.h"
#include <limits.h>

#define BATCH 8
#define ENDLESS 1100

static int flag;
static const char *protocol, *family;

static struct shipment to_peer(void *data, size_t size)
{
    return (struct shipment){data, size, NULL, 0};
}

static void send_every_way(int (*open)(void), const struct shipment *shipment, int flags)
{
    for (size_t i = 0; i < COUNT(ways); i++) {
        int fd = open();
        ANSWER_OR_SIGNAL(ways[i].name, ways[i].send(fd, shipment, flag | flags));
        ANSWER_OR_SIGNAL(" and again", ways[i].send(fd, shipment, flag | flags));
        close(fd);
    }
}

/* Nobody reads what is sent. */
static void make_room(struct pair pair)
{
    int room = 4 << 20;

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &room, sizeof(room)));
}

static struct pair last_pair = {-1, -1};

static int open_connected(void)
{
    close(last_pair.receiver);
    last_pair = open_pair(protocol, family);
    make_room(last_pair);
    return last_pair.sender;
}

static int open_fresh(void)
{
    return open_socket(protocol, family);
}

static int open_listening(void)
{
    int fd = open_fresh();

    bind_loopback(fd, family);
    if (is_tcp(protocol))
        NEED(listen(fd, 1));
    return fd;
}

static int open_shut_for_writing(void)
{
    int fd = open_connected();

    NEED(shutdown(fd, SHUT_WR));
    return fd;
}

static int open_shut_for_reading(void)
{
    int fd = open_connected();

    NEED(shutdown(fd, SHUT_RD));
    return fd;
}

/* An error is pending: the peer reset the connection, or no socket has the port any more. */
static int open_broken(void)
{
    struct linger at_once = {1, 0};
    int fd = open_connected();

    if (is_tcp(protocol))
        NEED(setsockopt(last_pair.receiver, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once)));
    NEED(close(last_pair.receiver));
    last_pair.receiver = -1;
    if (!is_tcp(protocol))
        NEED(send(fd, "refused", 7, 0));
    await(fd, 0);
    return fd;
}

/* Both sides have said that they have no more to say. */
static int open_ended(void)
{
    int fd = open_shut_for_writing();

    NEED(close(last_pair.receiver));
    last_pair.receiver = -1;
    await(fd, POLLHUP);
    return fd;
}

static const struct state {
    const char *name;
    int (*open)(void);
} states[] = {
    {"connected", open_connected},
    {"fresh", open_fresh},
    {"listening", open_listening},
    {"shut for writing", open_shut_for_writing},
    {"shut for reading", open_shut_for_reading},
    {"broken", open_broken},
};

static void every_state(void)
{
    static char data[8] = "warm";
    struct shipment shipment = to_peer(data, sizeof(data));

    for (size_t i = 0; i < COUNT(states); i++) {
        fact("%s", states[i].name);
        send_every_way(states[i].open, &shipment, 0);
        fact("%s, without signals", states[i].name);
        send_every_way(states[i].open, &shipment, MSG_NOSIGNAL);
        fact("%s, without waiting", states[i].name);
        send_every_way(states[i].open, &shipment, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    if (is_tcp(protocol)) {
        fact("ended");
        send_every_way(open_ended, &shipment, 0);
    }
}

/* The pending error is taken by the send that reports it. */
static void pending_error(void)
{
    for (size_t i = 0; i < COUNT(ways); i++) {
        int fd = open_broken(), error = -1;
        struct shipment shipment = to_peer("warm", 4);
        ANSWER_OR_SIGNAL(ways[i].name, ways[i].send(fd, &shipment, flag));
        NEED(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &(socklen_t){sizeof(error)}));
        fact(" left %s", error_name(error));
        close(fd);
    }
}

static void every_size(void)
{
    static const size_t datagrams[] = {0, 1, 536, 1448, 1460, 1472, 1473, 9000, 65507, 65508, 65527, 65528, 65535, 65536,
                                       100000, INT_MAX, UINT_MAX, SIZE_MAX / 2, SIZE_MAX};
    static const size_t streams[] = {0, 1, 536, 1447, 1448, 1449, 1460, 9000, 65483, 65484, 100000};
    static char data[100000];
    size_t count = is_tcp(protocol) ? COUNT(streams) : COUNT(datagrams);

    for (size_t i = 0; i < count; i++) {
        struct shipment shipment = to_peer(data, is_tcp(protocol) ? streams[i] : datagrams[i]);
        fact("%zu bytes", shipment.size);
        send_every_way(open_connected, &shipment, MSG_NOSIGNAL);
    }
}

/* Whether a datagram may be cut into pieces is a setting of the socket. */
static void every_size_uncut(void)
{
    static char data[65536];

    for (size_t size = 65400; size <= 65536; size += 4) {
        int fd = open_connected();
        int level = strcmp(family, "ipv6") == 0 ? IPPROTO_IPV6 : IPPROTO_IP;
        int option = level == IPPROTO_IPV6 ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER;
        fact("%zu bytes", size);
        NEED(setsockopt(fd, level, option, &(int){IP_PMTUDISC_DO}, sizeof(int)));
        ANSWER_OR_SIGNAL(" send", send(fd, data, size, flag | MSG_NOSIGNAL));
        close(fd);
    }
}

static void every_flag(void)
{
    for (unsigned bit = 0; bit < 32; bit++) {
        struct shipment shipment = to_peer("warm", 4);
        // What connects is another call; what may be put on a card later is none of these.
        if (1u << bit == MSG_FASTOPEN || 1u << bit == 0x400)
            continue;
        fact("flag %#x", 1u << bit);
        send_every_way(open_connected, &shipment, MSG_NOSIGNAL | (int)(1u << bit));
        send_every_way(open_fresh, &shipment, MSG_NOSIGNAL | (int)(1u << bit));
    }
}

static void answer_to(void *name, socklen_t length)
{
    struct shipment shipment = {"warm", 4, name, length};

    fact("name of %d bytes", (int)length);
    send_every_way(open_connected, &shipment, MSG_NOSIGNAL);
    send_every_way(open_fresh, &shipment, MSG_NOSIGNAL);
}

static void every_name(void)
{
    static const socklen_t lengths[] = {0, 1, 2, 4, 15, 16, 17, 24, 27, 28, 29, 127, 128, 129, 4096, INT_MAX, -1u};
    static const int families[] = {AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, 999};
    static char room[8192];
    union address *name = (union address *)room;
    int peer = open_fresh();

    for (size_t i = 0; i < COUNT(families); i++)
        for (size_t j = 0; j < COUNT(lengths); j++) {
            *name = bind_loopback(open_fresh(), family);
            name->any.sa_family = families[i];
            fact("family %d", families[i]);
            answer_to(name, lengths[j]);
        }
    *name = bind_loopback(peer, family);
    name->v4.sin_port = 0;
    fact("port 0");
    answer_to(name, sizeof(*name));
    name->v4 = (struct sockaddr_in){AF_INET, htons(9), {INADDR_BROADCAST}, {0}};
    fact("broadcast");
    answer_to(name, sizeof(name->v4));
    answer_to(NULL, 16);
    answer_to(unmapped(), 16);
    answer_to(at_page_end(8), 16);
    answer_to((void *)-PAGE, 16);
}

static void every_place(void)
{
    static const size_t sizes[] = {0, 1, 8, PAGE, PAGE + 1, 2 * PAGE};
    char *pages = two_pages();
    void *const places[] = {NULL, (void *)8, pages, pages + PAGE - 1, pages + PAGE, read_only(), (void *)-PAGE,
                            (void *)(SIZE_MAX - 2)};

    for (size_t i = 0; i < COUNT(places); i++)
        for (size_t j = 0; j < COUNT(sizes); j++) {
            struct shipment shipment = to_peer(places[i], sizes[j]);
            fact("%zu bytes in place %zu", sizes[j], i);
            send_every_way(open_connected, &shipment, MSG_NOSIGNAL);
        }
}

static void other_descriptors(void)
{
    int pipe_ends[2], gone = NEED(dup(0));
    struct shipment shipment = to_peer("warm", 4);

    NEED(pipe(pipe_ends));
    NEED(close(gone));
    for (size_t i = 0; i < COUNT(ways); i++) {
        int descriptors[] = {-1, INT_MIN, INT_MAX, gone, 0, pipe_ends[1]};
        for (size_t j = 0; j < COUNT(descriptors); j++) {
            fact("descriptor %zu", j);
            ANSWER_OR_SIGNAL(ways[i].name, ways[i].send(descriptors[j], &shipment, flag));
        }
    }
}

static void tell_message(const char *what, struct msghdr *header)
{
    struct mmsghdr batch[] = {{*header, 4711}, {*header, 4712}};
    int fd = open_connected();

    ANSWER_OR_SIGNAL(what, sendmsg(fd, header, flag | MSG_NOSIGNAL));
    ANSWER_OR_SIGNAL(" in a batch", sendmmsg(fd, batch, COUNT(batch), flag | MSG_NOSIGNAL));
    fact(" of %u and %u bytes", batch[0].msg_len, batch[1].msg_len);
    close(fd);
}

static void every_field(void)
{
    static const size_t counts[] = {0, 1, 2, 3, 1023, 1024, 1025, INT_MAX, SIZE_MAX};
    static const size_t parts[] = {INT_MAX, 1ul << 32, SIZE_MAX / 2 + 1, SIZE_MAX};
    static struct iovec data[1025] = {{"one", 3}, {"", 0}, {"three", 5}};
    struct msghdr header = {.msg_iov = data};

    for (size_t i = 0; i < COUNT(counts); i++) {
        header.msg_iovlen = counts[i];
        fact("%zu parts", counts[i]);
        tell_message(" sendmsg", &header);
    }
    header.msg_iovlen = 3;
    for (size_t i = 0; i < COUNT(parts) && !is_tcp(protocol); i++) {
        data[1].iov_len = parts[i];
        fact("a part of %zu", parts[i]);
        tell_message(" sendmsg", &header);
    }
    data[1] = (struct iovec){unmapped(), 1};
    tell_message("a part that cannot be read", &header);
    data[1].iov_len = 0;
    tell_message("none of a part that cannot be read", &header);
    header.msg_iov = unmapped();
    tell_message("parts unmapped", &header);
    header.msg_iov = memcpy(at_page_end(sizeof(*data)), data, sizeof(*data));
    header.msg_iovlen = 2;
    tell_message("parts across pages", &header);
    header.msg_iov = NULL;
    header.msg_iovlen = 0;
    tell_message("no parts", &header);
    header.msg_flags = -1;
    tell_message("flags of its own", &header);
}

static void every_control(void)
{
    _Alignas(struct cmsghdr) char control[64] = {0};
    struct cmsghdr *first = (struct cmsghdr *)control;
    struct msghdr header = {.msg_iov = &(struct iovec){"data", 4}, .msg_iovlen = 1, .msg_control = control};

    for (size_t length = 0; length <= sizeof(control); length += 8)
        for (size_t claimed = 0; claimed <= sizeof(control); claimed += 8) {
            *first = (struct cmsghdr){claimed, SOL_SOCKET, SO_TIMESTAMPING};
            header.msg_controllen = length;
            fact("%zu of control, claims %zu", length, claimed);
            tell_message(" sendmsg", &header);
        }
    for (int type = 0; type < 100; type++) {
        *first = (struct cmsghdr){CMSG_LEN(4), SOL_SOCKET, type};
        header.msg_controllen = CMSG_SPACE(4);
        fact("type %d", type);
        if (type != 58)
            tell_message(" sendmsg", &header);
    }
    header.msg_control = unmapped();
    tell_message("control unmapped", &header);
    header.msg_control = NULL;
    tell_message("control at NULL", &header);
    header.msg_control = control;
    header.msg_controllen = SIZE_MAX;
    tell_message("endless control", &header);
}

static void every_header_place(void)
{
    char *pages = two_pages();
    struct mmsghdr message = {{.msg_iov = &(struct iovec){"data", 4}, .msg_iovlen = 1}, 4711};
    int fd = open_connected();

    for (size_t cut = 0; cut <= sizeof(message); cut += 8) {
        struct mmsghdr *header = (struct mmsghdr *)(pages + PAGE - sizeof(message) + cut);
        memcpy(header, &message, sizeof(message) - cut);
        fact("the last %zu bytes beyond the page", cut);
        ANSWER_OR_SIGNAL(" sendmsg", sendmsg(fd, &header->msg_hdr, flag));
        ANSWER_OR_SIGNAL(" sendmmsg", sendmmsg(fd, header, 1, flag));
    }
    memcpy(pages, &message, sizeof(message));
    NEED(mprotect(pages, PAGE, PROT_READ));
    ANSWER_OR_SIGNAL("read-only: sendmsg", sendmsg(fd, (struct msghdr *)pages, flag));
    ANSWER_OR_SIGNAL("read-only: sendmmsg", sendmmsg(fd, (struct mmsghdr *)pages, 1, flag));
    ANSWER_OR_SIGNAL("NULL: sendmsg", sendmsg(fd, NULL, flag));
    ANSWER_OR_SIGNAL("NULL: sendmmsg", sendmmsg(fd, NULL, 1, flag));
    ANSWER_OR_SIGNAL("near NULL: sendmsg", sendmsg(fd, (struct msghdr *)8, flag));
    ANSWER_OR_SIGNAL("near NULL: sendmmsg", sendmmsg(fd, (struct mmsghdr *)8, 1, flag));
    ANSWER_OR_SIGNAL("the kernel's: sendmsg", sendmsg(fd, (struct msghdr *)-PAGE, flag));
    ANSWER_OR_SIGNAL("the kernel's: sendmmsg", sendmmsg(fd, (struct mmsghdr *)-PAGE, 1, flag));
}

static void fill_batch(struct mmsghdr *messages, size_t count)
{
    static char bytes[64];
    static struct iovec data[ENDLESS];

    for (size_t i = 0; i < count; i++) {
        data[i] = (struct iovec){bytes, i % sizeof(bytes)};
        messages[i] = (struct mmsghdr){{.msg_iov = &data[i], .msg_iovlen = 1}, 4711};
    }
}

static void tell_batch(int fd, struct mmsghdr *messages, unsigned count)
{
    unsigned long sum = 0;

    ANSWER_OR_SIGNAL(" sendmmsg", sendmmsg(fd, messages, count, flag | MSG_NOSIGNAL));
    for (size_t i = 0; i < ENDLESS; i++)
        sum = sum * 31 + messages[i].msg_len;
    fact(" lengths %lu", sum);
}

static void every_batch(void)
{
    static const unsigned counts[] = {0, 1, 2, BATCH, 1023, 1024, 1025, ENDLESS, INT_MAX, UINT_MAX};
    static struct mmsghdr messages[ENDLESS];

    for (size_t i = 0; i < COUNT(counts); i++) {
        fact("%u messages", counts[i]);
        fill_batch(messages, ENDLESS);
        tell_batch(open_connected(), messages, counts[i]);
        fill_batch(messages, ENDLESS);
        tell_batch(open_shut_for_writing(), messages, counts[i]);
        fill_batch(messages, ENDLESS);
        tell_batch(-1, messages, counts[i]);
    }
    for (size_t bad = 0; bad < BATCH; bad++) {
        fact("bad at %zu", bad);
        fill_batch(messages, ENDLESS);
        messages[bad].msg_hdr.msg_iov = unmapped();
        tell_batch(open_connected(), messages, BATCH);
        fill_batch(messages, ENDLESS);
        messages[bad].msg_hdr.msg_iov = &(struct iovec){unmapped(), 1};
        tell_batch(open_connected(), messages, BATCH);
    }
    ANSWER("none nowhere", sendmmsg(open_connected(), NULL, 0, flag));
}

static const struct topic {
    const char *name;
    void (*run)(void);
} topics[] = {
    {"states", every_state},
    {"pending", pending_error},
    {"sizes", every_size},
    {"uncut", every_size_uncut},
    {"flags", every_flag},
    {"names", every_name},
    {"places", every_place},
    {"descriptors", other_descriptors},
    {"fields", every_field},
    {"control", every_control},
    {"headers", every_header_place},
    {"batches", every_batch},
};

int main(int, char **argv)
{
    flag = strtol(argv[2], NULL, 0);
    protocol = argv[3];
    family = argv[4];
    count_broken_pipes();
    for (size_t i = 0; i < COUNT(topics); i++)
        if (strcmp(topics[i].name, argv[1]) == 0)
            topics[i].run();
    return 0;
}
