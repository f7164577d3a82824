// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: option_number NUMBER. A timestamping option, told by its number, with good and bad arguments; flags only that
 * every such option takes or that none takes.
 */
#include "option_arguments.h"
#include <fcntl.h>

/* Nothing, software, hardware, both, some option bits alone, and bits there are not. */
static const unsigned values[] = {
    0,       0x18,    0x1a,    0x44,     0x74,     0x7f,     0x44,     1u << 7,  1u << 10, 1u << 11,
    1u << 13, 0x44 | 1u << 13, 0x44 | 1u << 16, 1u << 19, 1u << 22, 1u << 23, 0x44 | 1u << 23, 1u << 30, 0x7fffffff,
};

static void every_value(int fd, int option)
{
    for (size_t i = 0; i < COUNT(values); i++) {
        fact("%#x", values[i]);
        set(fd, SOL_SOCKET, option, "value", &values[i], sizeof(values[i]));
    }
}

static void every_argument(const char *descriptor, int fd, int option)
{
    fact("%s", descriptor);
    set_with_every_length(fd, SOL_SOCKET, option, 0x74);
    get_with_every_length(fd, SOL_SOCKET, option);
    every_value(fd, option);
    set_with_every_length(fd, SOL_SOCKET, option, 0x18);
    get_with_every_length(fd, SOL_SOCKET, option);
}

int main(int, char **argv)
{
    int option = strtol(argv[1], NULL, 0);
    struct pair tcp = open_pair("tcp", "ipv6");

    every_argument("udp", open_socket("udp", "ipv4"), option);
    every_argument("tcp", tcp.sender, option);
    every_argument("accepted tcp", tcp.receiver, option);
    every_argument("file", NEED(open("/dev/null", O_RDWR)), option);
    every_argument("closed", closed_descriptor(), option);
    every_argument("-1", -1, option);
    return 0;
}
