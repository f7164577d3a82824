// SPDX-License-Identifier: GPL-2.0-only
/* Usage: warm_elsewhere PROTOCOL FAMILY. Warm sends where Onload leaves the socket to the kernel, and what arrives. */
#include "kinds.h"
#include "ways.h"

#define WARM 0x400

static void receive(int fd)
{
    char bytes[16] = "";
    ssize_t got = recv(fd, bytes, sizeof(bytes) - 1, MSG_DONTWAIT);

    fact(" arrived %s", got < 0 ? error_name(errno) : bytes);
}

int main(int, char **argv)
{
    struct pair pair = open_kind(argv[1], argv[2]);
    struct shipment shipment = {"warm", 4, NULL, 0};

    count_broken_pipes();
    for (size_t i = 0; i < COUNT(ways); i++) {
        ANSWER_OR_SIGNAL(ways[i].name, ways[i].send(pair.sender, &shipment, WARM));
        receive(pair.receiver);
    }
    return 0;
}
