// SPDX-License-Identifier: GPL-2.0-only
/* Reading timestamping flags back, by each number of the option and in each form of its value. */
#ifndef FLAGS_H
#define FLAGS_H

#include "app.h"
#include <linux/net_tstamp.h>

#define SO_TIMESTAMPING_64BIT 65

/* Record and report bits: what a request is made of besides its options. */
#define COMBINATIONS 128

#define VIEW_LENGTH 256

/* What a descriptor says of its flags, in one line. */
struct view {
    char text[VIEW_LENGTH];
};

static inline int read_flags(char *text, int fd, int number, socklen_t room)
{
    struct so_timestamping value = {.flags = -1, .bind_phc = -1};
    socklen_t length = room;
    int result = getsockopt(fd, SOL_SOCKET, number, &value, &length);

    return sprintf(text, " %d: %d %#x,%d length %u;", number, result, value.flags, value.bind_phc, length);
}

static inline struct view view_of(int fd)
{
    struct view view;
    char *end = view.text;

    end += read_flags(end, fd, SO_TIMESTAMPING, sizeof(int));
    end += read_flags(end, fd, SO_TIMESTAMPING, sizeof(struct so_timestamping));
    end += read_flags(end, fd, SO_TIMESTAMPING_64BIT, sizeof(int));
    end += read_flags(end, fd, SO_TIMESTAMPING_64BIT, sizeof(struct so_timestamping));
    return view;
}

static inline void set_flags(int fd, int number, unsigned flags, socklen_t size)
{
    struct so_timestamping value = {.flags = flags};

    errno = UNTOUCHED;
    int result = setsockopt(fd, SOL_SOCKET, number, &value, size);
    fact("%#x by %d in %u bytes: %d %s", flags, number, size, result, error_name(errno));
}

#endif
