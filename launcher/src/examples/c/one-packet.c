// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads a stream packet by packet.
 *
 *   cc -I/opt/lkos/include one-packet.c -o one-packet
 *   onload --emulate ./one-packet
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <onload/extensions.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void check(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(1);
    }
}

int main(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    char data[256];
    ssize_t got;

    check(bind(listener, (struct sockaddr *)&address, sizeof(address)), "bind");
    check(listen(listener, 1), "listen");
    check(getsockname(listener, (struct sockaddr *)&address, &length), "getsockname");
    check(connect(client, (struct sockaddr *)&address, sizeof(address)), "connect");
    check(setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)), "setsockopt");
    int server = accept(listener, NULL, NULL);
    check(server, "accept");

    /* Who reads by packets cannot wait for all: Onload says so, while the kernel knows nothing of the flag. */
    got = recv(server, data, sizeof(data), ONLOAD_MSG_ONEPKT | MSG_WAITALL | MSG_DONTWAIT);
    printf("%s\n", got < 0 && errno == EINVAL ? "packets are told apart" : "packets are not told apart");
    for (int i = 1; i <= 3; i++) {
        check((int)send(client, data, 10 * i, 0), "send");
        got = recv(server, data, sizeof(data), ONLOAD_MSG_ONEPKT);
        check((int)got, "recv");
        printf("a packet of %zd bytes\n", got);
    }
    return 0;
}
