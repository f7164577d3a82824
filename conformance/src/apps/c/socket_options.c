// SPDX-License-Identifier: GPL-2.0-only
/*
 * setsockopt and getsockopt with good and bad arguments: every descriptor, level, option, place and length below in
 * combination. After each set the option is read back, so that a refused set is seen to have changed nothing.
 */
#include "option_arguments.h"
#include <fcntl.h>
#include <linux/net_tstamp.h>

/* The value is what is set wherever it can be read. */
struct option {
    const char *name;
    int number;
    unsigned value;
};

static const struct option options[] = {
    {"SO_RCVBUF", SO_RCVBUF, 4096},
    {"SO_LINGER", SO_LINGER, 1},
    {"SO_TYPE", SO_TYPE, 1},
    {"SO_RCVTIMEO", SO_RCVTIMEO, 1},
    {"SO_TIMESTAMPNS", SO_TIMESTAMPNS, 1},
    {"SO_TIMESTAMPING for software stamps", SO_TIMESTAMPING, 0x18},
    {"SO_TIMESTAMPING for hardware stamps", SO_TIMESTAMPING, 0x74},
    {"none", 9999, 1},
    {"negative", -1, 1},
};

/* For SO_TIMESTAMPING: nothing, software, hardware, both, every option bit alone, and bits there are not. */
static const unsigned values[] = {
    0,        1,        0x18,     0x1a,     0x44,     0x74,     0x5f,
    1u << 7,  1u << 8,  1u << 9,  1u << 10, 1u << 11, 1u << 12, 1u << 13,
    1u << 14, 1u << 15, 1u << 16, 1u << 17, 1u << 18, 1u << 19, 1u << 23,
    1u << 31, 0x44 | 1u << 12, 0x44 | 1u << 15, 0x44 | 1u << 16, 0xffffffff,
};

static void every_option(const char *descriptor, int fd)
{
    for (size_t i = 0; i < COUNT(options); i++) {
        fact("%s %s", descriptor, options[i].name);
        set_with_every_length(fd, SOL_SOCKET, options[i].number, options[i].value);
        get_with_every_length(fd, SOL_SOCKET, options[i].number);
    }
}

static void other_levels(int fd)
{
    static const int levels[] = {IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, 9999, -1};

    for (size_t i = 0; i < COUNT(levels); i++) {
        fact("level %d", levels[i]);
        set_with_every_length(fd, levels[i], SO_TIMESTAMPING, 0x74);
    }
}

static void timestamping_values(const char *descriptor, int fd)
{
    fact("%s values", descriptor);
    for (size_t i = 0; i < COUNT(values); i++) {
        fact("%#x", values[i]);
        set(fd, SOL_SOCKET, SO_TIMESTAMPING, "value", &values[i], sizeof(values[i]));
    }
}

int main(void)
{
    struct pair udp = open_pair("udp", "ipv4");
    struct pair tcp = open_pair("tcp", "ipv6");
    int unconnected = open_socket("tcp", "ipv4");

    every_option("udp", udp.receiver);
    every_option("tcp", tcp.sender);
    every_option("unix", NEED(socket(AF_UNIX, SOCK_DGRAM, 0)));
    every_option("file", NEED(open("/dev/null", O_RDWR)));
    every_option("closed", closed_descriptor());
    every_option("-1", -1);
    other_levels(tcp.sender);
    timestamping_values("udp", udp.sender);
    timestamping_values("tcp", tcp.receiver);
    timestamping_values("unconnected tcp", unconnected);
    timestamping_values("unix", NEED(socket(AF_UNIX, SOCK_STREAM, 0)));
    return 0;
}
