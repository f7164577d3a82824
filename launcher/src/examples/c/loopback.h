// SPDX-License-Identifier: GPL-2.0-only
/* For the examples: two connected sockets of one process. */
#ifndef LOOPBACK_H
#define LOOPBACK_H

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct ends {
    int sender;
    int receiver;
};

/* Ends the program when a call failed. The result is passed on. */
static inline int need(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(1);
    }
    return result;
}

/* Gives a socket a free port on the loopback device; the address is the result. */
static inline struct sockaddr_in bind_to_loopback(int fd)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);

    need(bind(fd, (struct sockaddr *)&address, sizeof(address)), "bind");
    need(getsockname(fd, (struct sockaddr *)&address, &length), "getsockname");
    return address;
}

static inline struct ends connect_datagrams(void)
{
    struct ends ends = {socket(AF_INET, SOCK_DGRAM, 0), socket(AF_INET, SOCK_DGRAM, 0)};
    struct sockaddr_in address = bind_to_loopback(ends.receiver);

    need(connect(ends.sender, (struct sockaddr *)&address, sizeof(address)), "connect");
    return ends;
}

static inline struct ends connect_stream(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct ends ends = {.sender = socket(AF_INET, SOCK_STREAM, 0)};
    struct sockaddr_in address = bind_to_loopback(listener);

    need(listen(listener, 1), "listen");
    need(connect(ends.sender, (struct sockaddr *)&address, sizeof(address)), "connect");
    ends.receiver = need(accept(listener, NULL, NULL), "accept");
    close(listener);
    return ends;
}

#endif
