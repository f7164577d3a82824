// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: flags_in_a_row PROTOCOL FAMILY. Every request of a sample follows every other; what was refused must leave what
 * was there. Options that have nothing to do with it stay as they are.
 */
#include "flags.h"
#include "kinds.h"

struct request {
    int option;
    unsigned flags;
};

static const struct request sample[] = {
    {SO_TIMESTAMPING, 0},
    {SO_TIMESTAMPING, 0x01},
    {SO_TIMESTAMPING, 0x18},
    {SO_TIMESTAMPING, 0x1a},
    {SO_TIMESTAMPING, 0x40},
    {SO_TIMESTAMPING, 0x44},
    {SO_TIMESTAMPING, 0x25},
    {SO_TIMESTAMPING, 0x45},
    {SO_TIMESTAMPING, 0x54},
    {SO_TIMESTAMPING, 0x5c},
    {SO_TIMESTAMPING, 0x74},
    {SO_TIMESTAMPING, 0x7f},
    {SO_TIMESTAMPING, 0x8f1},
    {SO_TIMESTAMPING, 0x645f},
    {SO_TIMESTAMPING, 0x10000},
    {SO_TIMESTAMPING, 0x1044},
    {SO_TIMESTAMPING, 0x80044},
    {SO_TIMESTAMPING, 0x80000000},
    {SO_TIMESTAMPING_64BIT, 0},
    {SO_TIMESTAMPING_64BIT, 0x18},
    {SO_TIMESTAMPING_64BIT, 0x44},
    {SO_TIMESTAMPING_64BIT, 0x7c},
    {SO_TIMESTAMPING_64BIT, 0x645f},
    {SO_TIMESTAMPING_64BIT, 0x80045},
};

static void set(int fd, const struct request *request)
{
    set_flags(fd, request->option, request->flags, sizeof(int));
    fact(" %s", view_of(fd).text);
}

static void read_other(int fd, const char *name, int option)
{
    int value = 0x5a5a5a5a;
    socklen_t length = sizeof(value);

    errno = UNTOUCHED;
    int result = getsockopt(fd, SOL_SOCKET, option, &value, &length);
    fact(" %s: %d %s, %d length %u", name, result, error_name(errno), value, length);
}

static void read_others(int fd)
{
    read_other(fd, "SO_PEEK_OFF", SO_PEEK_OFF);
    read_other(fd, "SO_RCVLOWAT", SO_RCVLOWAT);
    read_other(fd, "SO_TIMESTAMP", SO_TIMESTAMP);
    read_other(fd, "SO_TIMESTAMPNS", SO_TIMESTAMPNS);
    read_other(fd, "SO_PRIORITY", SO_PRIORITY);
}

int main(int, char **argv)
{
    for (size_t first = 0; first < COUNT(sample); first++) {
        struct pair pair = open_kind(argv[1], argv[2]);

        for (size_t second = 0; second < COUNT(sample); second++) {
            set(pair.sender, &sample[first]);
            set(pair.sender, &sample[second]);
            read_others(pair.sender);
        }
        close_pair(pair);
    }
    return 0;
}
