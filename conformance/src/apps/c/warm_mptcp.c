// SPDX-License-Identifier: GPL-2.0-only
/* Warm sends over a connection of MPTCP, whose options tell nothing of memory. */
#include "kinds.h"
#include "pages.h"
#include "ways.h"
#include <onload/extensions.h>

static struct pair open_mptcp_pair(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
    struct pair pair = {.sender = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP)};

    if (pair.sender < 0)
        end_as_unavailable();
    union address address = bind_loopback(listener, "ipv4");
    NEED(listen(listener, 1));
    NEED(connect(pair.sender, &address.any, sizeof(address)));
    pair.receiver = NEED(accept(listener, NULL, NULL));
    return pair;
}

static void tell_every_way(int fd, void *data)
{
    struct shipment shipment = {data, 5000, NULL, 0};

    for (size_t i = 0; i < COUNT(ways); i++)
        ANSWER_OR_SIGNAL(ways[i].name, ways[i].send(fd, &shipment, ONLOAD_MSG_WARM));
}

int main(void)
{
    static char data[5000];
    struct pair pair = open_mptcp_pair();
    char bytes[8] = "";

    count_broken_pipes();
    tell_every_way(pair.sender, data);
    tell_every_way(pair.sender, unmapped());
    ANSWER("header unmapped", sendmsg(pair.sender, unmapped(), ONLOAD_MSG_WARM));
    NEED(send(pair.sender, "end", 3, 0));
    await(pair.receiver, POLLIN);
    ANSWER("arrived", recv(pair.receiver, bytes, sizeof(bytes), 0));
    fact("bytes %s", bytes);
    NEED(shutdown(pair.sender, SHUT_WR));
    tell_every_way(pair.sender, data);
    return 0;
}
