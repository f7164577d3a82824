// SPDX-License-Identifier: GPL-2.0-only
/* What every test application stands on: facts, one a line, and a pair of connected sockets. */
#ifndef APP_H
#define APP_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* An errno no system call yields: still there afterwards, it was not touched. */
#define UNTOUCHED 4711

/* For what comes at once, if it comes at all. */
#define PATIENCE_MS 2000

static inline void fact(const char *format, ...) __attribute__((format(printf, 1, 2)));

static inline void fact(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

static inline const char *error_name(int error)
{
    return error == UNTOUCHED ? "untouched" : strerrorname_np(error);
}

/* Prints "<call>: <result> <errno>"; errno is read first, and the line is only text. */
#define ANSWER(text, call)                                                                                             \
    do {                                                                                                               \
        errno = UNTOUCHED;                                                                                             \
        long answer_ = (long)(call);                                                                                   \
        int error_ = errno;                                                                                            \
        fact("%s: %ld %s", text, answer_, error_name(error_));                                                         \
    } while (0)

/* Ends the application when something that is not under test fails. */
static inline long need_at(long result, const char *what, int line)
{
    if (result < 0) {
        fprintf(stderr, "line %d: %s: %s\n", line, what, strerror(errno));
        exit(99);
    }
    return result;
}

#define NEED(call) need_at((long)(call), #call, __LINE__)

#ifdef WITH_FILTER
#include "continuing.h"
#else
static inline bool is_filtered(void)
{
    return false;
}

static inline void let_continue(int fd)
{
    (void)fd;
}
#endif

struct pair {
    int sender;
    int receiver;
};

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static inline bool is_tcp(const char *protocol)
{
    return strcmp(protocol, "tcp") == 0;
}

static inline int family_of(const char *family)
{
    return strcmp(family, "ipv6") == 0 ? AF_INET6 : AF_INET;
}

static inline int open_socket(const char *protocol, const char *family)
{
    return NEED(socket(family_of(family), is_tcp(protocol) ? SOCK_STREAM : SOCK_DGRAM, 0));
}

/* Binds to a free port of the loopback device and gives back the address. */
static inline union address bind_loopback(int fd, const char *family)
{
    union address address = {.any.sa_family = family_of(family)};
    socklen_t length = sizeof(address);

    if (address.any.sa_family == AF_INET6)
        address.v6.sin6_addr = in6addr_loopback;
    else
        address.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    NEED(bind(fd, &address.any, sizeof(address)));
    NEED(getsockname(fd, &address.any, &length));
    return address;
}

static inline struct pair open_udp_pair(const char *family)
{
    struct pair pair = {open_socket("udp", family), open_socket("udp", family)};
    union address address = bind_loopback(pair.receiver, family);

    NEED(connect(pair.sender, &address.any, sizeof(address)));
    let_continue(pair.receiver);
    return pair;
}

/* Closed by a reset, a connection leaves its port free at once; some tests open thousands. */
static inline void reset_at_close(int fd)
{
    struct linger none = {.l_onoff = 1};

    NEED(setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof(none)));
}

/* Closed in order, a connection ends behind what was sent. */
static inline void end_at_close(int fd)
{
    struct linger usual = {.l_onoff = 0};

    NEED(setsockopt(fd, SOL_SOCKET, SO_LINGER, &usual, sizeof(usual)));
}

static inline struct pair open_tcp_pair(const char *family)
{
    int listener = open_socket("tcp", family);
    union address address = bind_loopback(listener, family);
    struct pair pair = {.sender = open_socket("tcp", family)};
    int on = 1;

    NEED(listen(listener, 1));
    NEED(connect(pair.sender, &address.any, sizeof(address)));
    pair.receiver = NEED(accept(listener, NULL, NULL));
    NEED(close(listener));
    NEED(setsockopt(pair.sender, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)));
    reset_at_close(pair.sender);
    reset_at_close(pair.receiver);
    return pair;
}

/* Two connected ends over the loopback device: protocol is udp or tcp, family is ipv4 or ipv6. */
static inline struct pair open_pair(const char *protocol, const char *family)
{
    return is_tcp(protocol) ? open_tcp_pair(family) : open_udp_pair(family);
}

/* Waits until something can be read, or until the error queue holds something when events is 0; never for long. */
static inline void await(int fd, short events)
{
    struct pollfd arrival = {.fd = fd, .events = events};

    errno = ETIMEDOUT;
    NEED(poll(&arrival, 1, PATIENCE_MS) == 1 ? 0 : -1);
}

static inline void close_pair(struct pair pair)
{
    NEED(close(pair.sender));
    NEED(close(pair.receiver));
}

#endif
