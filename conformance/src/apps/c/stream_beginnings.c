// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stream_beginnings FAMILY. When stamps of a TCP stream are asked for, be it before there is a stream, later, or
 * again; then 100, 101 and 102 bytes are sent, and the pieces told.
 */
#include "pieces.h"
#include <fcntl.h>

static const char *family;

static void tell(const char *when, struct pair pair)
{
    printf("%s:", when);
    for (size_t size = 100; size < 103; size++) {
        send_through(pair, size);
        printf(" %zu", take_piece(pair.sender).bytes);
    }
    fact("%s", "");
    close_pair(pair);
}

static void tell_after_one(const char *when, const char *first, const char *second)
{
    struct pair pair = open_pair("tcp", family);
    char data[1024];

    NEED(ask(pair.sender, first));
    send_through(pair, 1000);
    if (strcmp(first, STREAM) == 0)
        take_piece(pair.sender);
    while (recv(pair.sender, data, sizeof(data), MSG_ERRQUEUE | MSG_DONTWAIT) >= 0)
        continue;
    if (second)
        NEED(ask(pair.sender, second));
    NEED(ask(pair.sender, STREAM));
    tell(when, pair);
}

/* The client asks, or the listener for the one that it accepts. */
static struct pair connect_asking(bool client_asks, bool waiting)
{
    int listener = open_socket("tcp", family);
    union address address = bind_loopback(listener, family);
    int client = open_socket("tcp", family);

    NEED(ask(client_asks ? client : listener, STREAM));
    NEED(listen(listener, 1));
    if (!waiting)
        NEED(fcntl(client, F_SETFL, O_NONBLOCK));
    int status = connect(client, &address.any, sizeof(address));
    NEED(status == 0 || errno == EINPROGRESS ? 0 : -1);
    int accepted = NEED(accept(listener, NULL, NULL));
    if (!waiting) {
        await(client, POLLOUT);
        ANSWER("connected", connect(client, &address.any, sizeof(address)));
        ANSWER("connected again", connect(client, &address.any, sizeof(address)));
    }
    NEED(fcntl(client, F_SETFL, 0));
    NEED(close(listener));
    reset_at_close(client);
    reset_at_close(accepted);
    return client_asks ? (struct pair){client, accepted} : (struct pair){accepted, client};
}

static void tell_after_connecting_again(void)
{
    struct pair pair = open_pair("tcp", family);
    union address address;
    socklen_t length = sizeof(address);

    NEED(ask(pair.sender, STREAM));
    send_through(pair, 1000);
    take_piece(pair.sender);
    NEED(getpeername(pair.sender, &address.any, &length));
    ANSWER("connected again", connect(pair.sender, &address.any, length));
    tell("after a connect in vain", pair);
}

int main(int, char **argv)
{
    family = argv[1];
    clock_gettime(CLOCK_REALTIME, &started);
    tell("before connect", connect_asking(true, true));
    tell("before a connect that does not wait", connect_asking(true, false));
    tell("of the listener", connect_asking(false, true));
    tell_after_one("after some bytes", "37:0", NULL);
    tell_after_one("again", STREAM, NULL);
    tell_after_one("again after none", STREAM, "37:0");
    tell_after_one("after stamps with numbers", "37:0x92", NULL);
    tell_after_one("after hardware stamps with numbers", "37:0xc1", NULL);
    tell_after_one("after records with numbers", "records:0xc1", NULL);
    tell_after_connecting_again();
    return 0;
}
