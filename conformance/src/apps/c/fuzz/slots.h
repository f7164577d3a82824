// SPDX-License-Identifier: GPL-2.0-only
/* The descriptors that calls are about: pairs of every kind, made when a call first needs one. */
#ifndef FUZZ_SLOTS_H
#define FUZZ_SLOTS_H

#include "normal.h"
#include "../kinds.h"
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

enum kind {
    UDP4, UDP6, UDP4_FREE, UDP6_FREE, TCP4, TCP6, LISTENER, UNIX_DATAGRAM, UNIX_STREAM, UNIX_PACKET, PACKET, RAW4, RAW6,
    NETLINK, PIPE, PLAIN_FILE, EPOLL, KINDS
};

static const char *const kind_names[] = {
    "UDP over IPv4, connected", "UDP over IPv6, connected", "UDP over IPv4, bound", "UDP over IPv6, bound",
    "TCP over IPv4", "TCP over IPv6", "a listener and a socket", "UNIX datagrams", "UNIX stream", "UNIX packets",
    "packet sockets", "raw IPv4", "raw IPv6", "netlink", "pipe", "files", "epoll and eventfd",
};

/* How often each comes: what the library has most to do with comes most. */
static const unsigned char likely_kinds[] = {
    UDP4, UDP4, UDP4, UDP6, UDP6, UDP4_FREE, UDP4_FREE, UDP6_FREE, TCP4, TCP4, TCP4, TCP6, TCP6, LISTENER, LISTENER,
    UNIX_DATAGRAM, UNIX_STREAM, UNIX_PACKET, PACKET, RAW4, RAW6, NETLINK, PIPE, PLAIN_FILE, EPOLL,
};

#define PAIRS 4
#define EXTRAS 4
#define SLOTS (2 * PAIRS + EXTRAS)

struct slot {
    bool used;
    int fd;
    socklen_t length;
    struct sockaddr_storage name;
};

static struct slot slots[SLOTS];
static enum kind kinds[PAIRS];

static inline void choose_kinds(uint64_t seed)
{
    begin_choices(seed, UINT64_MAX);
    for (int i = 0; i < PAIRS; i++)
        kinds[i] = ANY_OF(likely_kinds);
    for (int i = 0; i < SLOTS; i++)
        slots[i] = (struct slot){.fd = -1};
}

static inline void note_name(struct slot *slot)
{
    slot->length = sizeof(slot->name);
    if (getsockname(slot->fd, (struct sockaddr *)&slot->name, &slot->length) < 0)
        slot->length = 0;
}

static inline void set_nonblocking(int fd)
{
    NEED(fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK));
}

/* What an application would do to a descriptor that must not wait: no call of an episode may. */
static inline void put(int index, int fd)
{
    slots[index] = (struct slot){.used = true, .fd = fd};
    if (fd >= 0) {
        int on = 1;
        set_nonblocking(fd);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        note_name(&slots[index]);
    }
}

static inline void put_pair(int pair, int first, int second)
{
    put(2 * pair, first);
    put(2 * pair + 1, second);
}

static inline struct pair open_datagrams(const char *family, bool connected)
{
    struct pair pair = {open_socket("udp", family), open_socket("udp", family)};
    union address first = bind_loopback(pair.sender, family);
    union address second = bind_loopback(pair.receiver, family);

    if (connected) {
        NEED(connect(pair.sender, &second.any, sizeof(second)));
        NEED(connect(pair.receiver, &first.any, sizeof(first)));
    }
    return pair;
}

static inline struct pair open_listener(void)
{
    struct pair pair = {open_socket("tcp", "ipv4"), open_socket("tcp", "ipv4")};

    bind_loopback(pair.sender, "ipv4");
    NEED(listen(pair.sender, 8));
    reset_at_close(pair.receiver);
    return pair;
}

static inline struct pair open_seqpacket(void)
{
    int ends[2];

    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    return (struct pair){ends[0], ends[1]};
}

static inline struct pair open_pipe(void)
{
    int ends[2];

    NEED(pipe(ends));
    return (struct pair){ends[0], ends[1]};
}

static inline struct pair open_of(enum kind kind)
{
    switch (kind) {
    case UDP4:
    case UDP6:
        return open_datagrams(kind == UDP4 ? "ipv4" : "ipv6", true);
    case UDP4_FREE:
    case UDP6_FREE:
        return open_datagrams(kind == UDP4_FREE ? "ipv4" : "ipv6", false);
    case TCP4:
    case TCP6:
        return open_tcp_pair(kind == TCP4 ? "ipv4" : "ipv6");
    case LISTENER:
        return open_listener();
    case UNIX_DATAGRAM:
        return open_unix_pair("dgram");
    case UNIX_STREAM:
        return open_unix_pair("stream");
    case UNIX_PACKET:
        return open_seqpacket();
    case PACKET:
        return open_packet_pair_on("lo", "dgram");
    case RAW4:
    case RAW6:
        return open_raw_pair(kind == RAW4 ? "ipv4" : "ipv6");
    case NETLINK:
        return open_strangers(AF_NETLINK, SOCK_RAW, 0);
    case PIPE:
        return open_pipe();
    case PLAIN_FILE:
        return (struct pair){NEED(open("/dev/null", O_RDWR)), NEED(memfd_create("file", 0))};
    default:
        return (struct pair){NEED(epoll_create1(0)), NEED(eventfd(1, 0))};
    }
}

static inline void open_pair_of(int pair)
{
    struct pair opened = open_of(kinds[pair]);

    put_pair(pair, opened.sender, opened.receiver);
}

/* A call's descriptor: that of a slot, or rarely one that is none. */
static inline int any_slot(void)
{
    int index = one_in(8) ? 2 * PAIRS + any(EXTRAS) : any(2 * PAIRS);

    if (index < 2 * PAIRS && !slots[index].used) {
        open_pair_of(index / 2);
        say("(%s in slots %d and %d) ", kind_names[kinds[index / 2]], index / 2 * 2, index / 2 * 2 + 1);
    }
    return index;
}

static inline int any_descriptor(void)
{
    static const int strange[] = {-1, -2, 999, 70000, INT32_MAX, INT32_MIN};

    return one_in(40) ? ANY_OF(strange) : slots[any_slot()].fd;
}

/* Where a descriptor goes that a call makes. */
static inline int free_slot(void)
{
    int index = 2 * PAIRS + any(EXTRAS);

    if (slots[index].fd >= 0)
        close(slots[index].fd);
    slots[index] = (struct slot){.used = true, .fd = -1};
    return index;
}

static inline int option_of(int fd, int name)
{
    int value = -1;
    socklen_t length = sizeof(value);

    return getsockopt(fd, SOL_SOCKET, name, &value, &length) == 0 ? value : -1;
}

static inline bool is_stream_of_tcp(int fd)
{
    return option_of(fd, SO_PROTOCOL) == IPPROTO_TCP;
}

static inline bool is_tcp_or_udp(int fd)
{
    int protocol = option_of(fd, SO_PROTOCOL);
    int type = option_of(fd, SO_TYPE);

    return (protocol == IPPROTO_TCP && type == SOCK_STREAM) || (protocol == IPPROTO_UDP && type == SOCK_DGRAM);
}

static inline bool is_raw_ipv4(int fd)
{
    return option_of(fd, SO_DOMAIN) == AF_INET && option_of(fd, SO_TYPE) == SOCK_RAW;
}

/* After data was received, or not, that may not be the same twice. */
static inline void normalise_data(int fd, struct msghdr *message, long size, bool from_error_queue)
{
    bool raw = is_raw_ipv4(fd), unsteady = from_error_queue || option_of(fd, SO_DOMAIN) == AF_NETLINK;

    if (size < 0)
        memory_is_unsteady = raw || unsteady;
    else if (unsteady)
        hide_data(message, size);
    else if (raw)
        normalise_packet(message, size);
}

#endif
