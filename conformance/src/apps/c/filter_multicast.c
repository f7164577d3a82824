// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filter_multicast FAMILY WAY. Whether a filter is told of datagrams to a group and to the host itself, that they
 * are shared: by a socket bound to the group, or to anything, with packet information or without.
 */
#include "devices.h"
#include "messages.h"
#include <onload/extensions_zc.h>

static const char *device = "lo";
static int flags_seen;

static enum onload_zc_callback_rc note(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    flags_seen = flags;
    return ONLOAD_ZC_CONTINUE;
}

/* IPv6 has no groups on lo. */
static void enter_private_device(void)
{
    make_devices();
    set_device_up("lo");
    device = "first";
    NEED(-system("ip -6 address add fd00::1/64 dev first nodad"));
}

static union address address_of(const char *text, int port)
{
    union address address = {0};
    bool v6 = strchr(text, ':');

    address.any.sa_family = v6 ? AF_INET6 : AF_INET;
    if (v6) {
        address.v6.sin6_port = port;
        address.v6.sin6_scope_id = if_nametoindex(device);
        NEED(inet_pton(AF_INET6, text, &address.v6.sin6_addr) - 1);
    } else {
        address.v4.sin_port = port;
        NEED(inet_pton(AF_INET, text, &address.v4.sin_addr) - 1);
    }
    return address;
}

static void join(int fd, const char *group)
{
    struct group_req request = {.gr_interface = if_nametoindex(device)};
    union address address = address_of(group, 0);

    memcpy(&request.gr_group, &address, sizeof(address));
    NEED(setsockopt(fd, strchr(group, ':') ? IPPROTO_IPV6 : IPPROTO_IP, MCAST_JOIN_GROUP, &request, sizeof(request)));
}

static void ask_for_information(int fd, bool v6)
{
    int on = 1;

    NEED(setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, &on, sizeof(on)));
}

static int open_sender(bool v6)
{
    int fd = open_socket("udp", v6 ? "ipv6" : "ipv4");
    struct ip_mreqn choice = {.imr_ifindex = if_nametoindex(device)};
    int index = choice.imr_ifindex;

    if (v6)
        NEED(setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &index, sizeof(index)));
    else
        NEED(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &choice, sizeof(choice)));
    return fd;
}

static void receive(const char *what, int fd, int sender, union address to)
{
    struct message message;

    flags_seen = -1;
    NEED(sendto(sender, "x", 1, 0, &to.any, sizeof(to)));
    await(fd, POLLIN);
    prepare(&message);
    NEED(recvmsg(fd, &message.header.msg_hdr, 0));
    fact("%s: flags %d", what, flags_seen);
    NEED(sendto(sender, "x", 1, 0, &to.any, sizeof(to)));
    await(fd, POLLIN);
    NEED(recv(fd, &message, sizeof(message), 0));
    fact("%s, by recv: flags %d", what, flags_seen);
}

int main(int, char **argv)
{
    bool v6 = family_of(argv[1]) == AF_INET6;
    const char *group = v6 ? "ff12::4c4b" : "239.76.75.79";
    const char *self = v6 ? "::1" : "127.0.0.1";
    bool bound = strcmp(argv[2], "bound") == 0;
    if (v6)
        enter_private_device();
    int fd = open_socket("udp", argv[1]);
    union address address = address_of(bound ? group : v6 ? "::" : "0.0.0.0", 0);
    socklen_t length = sizeof(address);

    NEED(onload_set_recv_filter(fd, note, NULL, 0));
    NEED(bind(fd, &address.any, sizeof(address)));
    NEED(getsockname(fd, &address.any, &length));
    join(fd, group);
    if (strcmp(argv[2], "information") == 0)
        ask_for_information(fd, v6);
    receive("group", fd, open_sender(v6), address_of(group, address.v4.sin_port));
    if (!bound)
        receive("host", fd, open_sender(v6), address_of(self, address.v4.sin_port));
    return 0;
}
