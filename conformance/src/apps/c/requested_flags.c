// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: requested_flags OPTIONS PROTOCOL FAMILY. Sets every combination of record and report bits and reads it back.
 */
#include "app.h"
#include <linux/net_tstamp.h>

#define COMBINATIONS 128

static void read_back(int fd, size_t room)
{
    struct so_timestamping value = {.flags = -1, .bind_phc = -1};
    socklen_t length = room;
    int result = getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &value, &length);

    fact("  get: %d flags %#x device %d length %u", result, value.flags, value.bind_phc, length);
}

static void set(int fd, int flags, size_t size)
{
    struct so_timestamping value = {.flags = flags};

    fact("%#x in %zu bytes: %d", flags, size, setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &value, size));
    read_back(fd, sizeof(int));
    read_back(fd, sizeof(value));
}

int main(int argc, char **argv)
{
    struct pair pair = open_pair(argv[argc - 2], argv[argc - 1]);
    int options = strtol(argv[1], NULL, 0);

    for (int flags = 0; flags < COMBINATIONS; flags++) {
        set(pair.sender, options | flags, sizeof(int));
        set(pair.sender, options | flags, sizeof(struct so_timestamping));
    }
    return 0;
}
