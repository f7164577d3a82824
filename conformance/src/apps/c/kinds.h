// SPDX-License-Identifier: GPL-2.0-only
/* Pairs of sockets of every kind that takes SO_TIMESTAMPING, not only those of app.h. */
#ifndef KINDS_H
#define KINDS_H

#include "app.h"
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <sched.h>
#include <sys/ioctl.h>

/* The status of an application that this machine cannot run. */
#define UNAVAILABLE 77

/* Numbers that standards keep free for experiments. */
#define PROTOCOL 253
#define ETHERTYPE 0x88b5

static inline void set_device_up(const char *name)
{
    struct ifreq device = {0};
    int fd = NEED(socket(AF_INET, SOCK_DGRAM, 0));

    strcpy(device.ifr_name, name);
    NEED(ioctl(fd, SIOCGIFFLAGS, &device));
    device.ifr_flags |= IFF_UP;
    NEED(ioctl(fd, SIOCSIFFLAGS, &device));
    NEED(close(fd));
}

/* Ends an application that cannot run here, for the reason that is in errno. */
static inline void end_as_unavailable(void)
{
    fact("unavailable: %s", error_name(errno));
    exit(UNAVAILABLE);
}

/* Raw and packet sockets hear everybody, so they get a network namespace where there is nobody else. */
static inline void enter_private_network(void)
{
    static bool entered;

    if (entered)
        return;
    if (unshare(CLONE_NEWNET) < 0)
        end_as_unavailable();
    set_device_up("lo");
    entered = true;
}

/* What it would hear and nobody would read would leave no room in its error queue. */
static inline void make_deaf(int fd)
{
    struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
    struct sock_fprog program = {1, &nothing};

    NEED(setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program)));
}

static inline struct pair open_raw_pair(const char *family)
{
    enter_private_network();
    struct pair pair = {NEED(socket(family_of(family), SOCK_RAW, PROTOCOL)),
                        NEED(socket(family_of(family), SOCK_RAW, PROTOCOL))};
    union address address = bind_loopback(pair.receiver, family);

    address.v4.sin_port = 0;
    NEED(connect(pair.sender, &address.any, sizeof(address)));
    make_deaf(pair.sender);
    return pair;
}

static inline int type_of(const char *type)
{
    return strcmp(type, "stream") == 0 ? SOCK_STREAM : strcmp(type, "raw") == 0 ? SOCK_RAW : SOCK_DGRAM;
}

/* The receiver hears one device; the sender names no protocol, so it hears nothing. */
static inline struct pair open_packet_pair_on(const char *device, const char *type)
{
    struct pair pair = {NEED(socket(AF_PACKET, type_of(type), 0)), NEED(socket(AF_PACKET, type_of(type), 0))};
    struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_protocol = htons(ETHERTYPE)};

    place.sll_ifindex = NEED(if_nametoindex(device));
    NEED(bind(pair.receiver, (struct sockaddr *)&place, sizeof(place)));
    return pair;
}

static inline struct pair open_packet_pair(const char *type)
{
    enter_private_network();
    return open_packet_pair_on("lo", type);
}

static inline struct pair open_unix_pair(const char *type)
{
    int ends[2];

    NEED(socketpair(AF_UNIX, type_of(type), 0, ends));
    return (struct pair){ends[0], ends[1]};
}

/* Two sockets that know nothing of each other, where the kernel has that family and protocol. */
static inline struct pair open_strangers(int family, int type, int protocol)
{
    struct pair pair = {socket(family, type, protocol), socket(family, type, protocol)};

    if (pair.sender < 0)
        end_as_unavailable();
    return pair;
}

/* As open_pair, for protocol raw, packet and unix (family is the type: stream, dgram, raw), netlink, mptcp, vsock too. */
static inline struct pair open_kind(const char *protocol, const char *family)
{
    if (strcmp(protocol, "raw") == 0)
        return open_raw_pair(family);
    if (strcmp(protocol, "packet") == 0)
        return open_packet_pair(family);
    if (strcmp(protocol, "unix") == 0)
        return open_unix_pair(family);
    if (strcmp(protocol, "netlink") == 0)
        return open_strangers(AF_NETLINK, SOCK_RAW, 0);
    if (strcmp(protocol, "mptcp") == 0)
        return open_strangers(family_of(family), SOCK_STREAM, IPPROTO_MPTCP);
    if (strcmp(protocol, "vsock") == 0)
        return open_strangers(AF_VSOCK, SOCK_STREAM, 0);
    return open_pair(protocol, family);
}

#endif
