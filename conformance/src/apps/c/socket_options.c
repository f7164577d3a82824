// SPDX-License-Identifier: GPL-2.0-only
/*
 * setsockopt and getsockopt with good and bad arguments: every descriptor, level, option, place and length below in
 * combination. After each set the option is read back, so that a refused set is seen to have changed nothing.
 */
#include "pages.h"
#include <fcntl.h>
#include <linux/errqueue.h>
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

static const int lengths[] = {-1, 0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 4096, INT32_MAX};

/* For SO_TIMESTAMPING: nothing, software, hardware, both, every option bit alone, and bits there are not. */
static const unsigned values[] = {
    0,        1,        0x18,     0x1a,     0x44,     0x74,     0x5f,
    1u << 7,  1u << 8,  1u << 9,  1u << 10, 1u << 11, 1u << 12, 1u << 13,
    1u << 14, 1u << 15, 1u << 16, 1u << 17, 1u << 18, 1u << 19, 1u << 23,
    1u << 31, 0x44 | 1u << 12, 0x44 | 1u << 15, 0x44 | 1u << 16, 0xffffffff,
};

static void read_back(int fd, int level, int option)
{
    unsigned char value[16];
    socklen_t length = sizeof(value);

    memset(value, 0x5a, sizeof(value));
    errno = UNTOUCHED;
    int result = getsockopt(fd, level, option, value, &length);
    fact("  reads %d %s length %u: %02x%02x%02x%02x %02x%02x%02x%02x %02x", result, error_name(errno), length, value[0],
         value[1], value[2], value[3], value[4], value[5], value[6], value[7], value[8]);
}

static void set(int fd, int level, int option, const char *place, const void *value, int length)
{
    errno = UNTOUCHED;
    int result = setsockopt(fd, level, option, value, length);

    fact(" set %s length %d: %d %s", place, length, result, error_name(errno));
    read_back(fd, level, option);
}

static void set_with_every_length(int fd, int level, int option, unsigned number)
{
    unsigned char *mapped = two_pages();

    memcpy(mapped, &number, sizeof(number));
    for (size_t i = 0; i < COUNT(lengths); i++) {
        set(fd, level, option, "mapped", mapped, lengths[i]);
        set(fd, level, option, "unmapped", mapped + PAGE, lengths[i]);
        set(fd, level, option, "nowhere", NULL, lengths[i]);
        memcpy(mapped + PAGE - sizeof(number), &number, sizeof(number));
        set(fd, level, option, "last four bytes of a page", mapped + PAGE - sizeof(number), lengths[i]);
        set(fd, level, option, "last two bytes of a page", mapped + PAGE - 2, lengths[i]);
    }
    NEED(munmap(mapped, 2 * PAGE));
}

static void get(int fd, int level, int option, const char *place, unsigned char *room, int length)
{
    socklen_t in_out = length;
    bool readable = strncmp(place, "last", 4) == 0;

    errno = UNTOUCHED;
    int result = getsockopt(fd, level, option, room, &in_out);
    fact(" get %s length %d: %d %s length %d", place, length, result, error_name(errno), (int)in_out);
    if (readable)
        fact("  %02x %02x", room[0], room[1]);
}

static void get_with_every_length(int fd, int level, int option)
{
    unsigned char *mapped = two_pages();

    for (size_t i = 0; i < COUNT(lengths); i++) {
        memset(mapped, 0x5a, PAGE);
        get(fd, level, option, "unmapped", mapped + PAGE, lengths[i]);
        get(fd, level, option, "nowhere", NULL, lengths[i]);
        get(fd, level, option, "last four bytes of a page", mapped + PAGE - 4, lengths[i]);
        get(fd, level, option, "last two bytes of a page", mapped + PAGE - 2, lengths[i]);
    }
    ANSWER(" get without a length", getsockopt(fd, level, option, mapped, NULL));
    ANSWER(" get with an unmapped length", getsockopt(fd, level, option, mapped, (socklen_t *)(mapped + PAGE)));
    ANSWER(" get with half a length", getsockopt(fd, level, option, mapped, (socklen_t *)(mapped + PAGE - 2)));
    ANSWER(" get with a read-only length", getsockopt(fd, level, option, mapped, read_only()));
    NEED(munmap(mapped, 2 * PAGE));
}

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

static int closed_descriptor(void)
{
    int fd = NEED(dup(0));

    NEED(close(fd));
    return fd;
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
