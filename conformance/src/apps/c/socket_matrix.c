// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets of every sort, possible and impossible. NONACCEL makes the same sockets with onload_socket_nonaccel, and the
 * lines must not change.
 */
#include "app.h"
#include <fcntl.h>

#ifdef NONACCEL
#include "onload.h"
#define MAKE ONLOAD(onload_socket_nonaccel)
#else
#define MAKE socket
#endif

static const int domains[] = {AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, 9999, -1};
static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, 0, 99, -1,
                            SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, SOCK_DGRAM | SOCK_NONBLOCK, SOCK_DGRAM | 0x100};
static const int protocols[] = {0, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_RAW, 255, 256, -1};

static int option(int fd, int name)
{
    int value = -1;
    socklen_t length = sizeof(value);

    NEED(getsockopt(fd, SOL_SOCKET, name, &value, &length));
    return value;
}

static void describe(int fd)
{
    fact("  domain %d type %d protocol %d", option(fd, SO_DOMAIN), option(fd, SO_TYPE), option(fd, SO_PROTOCOL));
    fact("  status %x flags %x", fcntl(fd, F_GETFL), fcntl(fd, F_GETFD));
    NEED(close(fd));
}

static void make(int domain, int type, int protocol)
{
    errno = UNTOUCHED;
    int fd = MAKE(domain, type, protocol);

    fact("%d %#x %d: %d %s", domain, type, protocol, fd, error_name(errno));
    if (fd >= 0)
        describe(fd);
}

int main(void)
{
    for (size_t d = 0; d < COUNT(domains); d++)
        for (size_t t = 0; t < COUNT(types); t++)
            for (size_t p = 0; p < COUNT(protocols); p++)
                make(domains[d], types[t], protocols[p]);
    return 0;
}
