// SPDX-License-Identifier: GPL-2.0-only
/* Applications that tell facts about one of several topics, results of Onload's style among them. */
#ifndef TOPICS_H
#define TOPICS_H

#include "app.h"

struct topic {
    const char *name;
    void (*tell)(void);
};

static inline void tell_topic(const struct topic *topics, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, topics[i].name) == 0)
            topics[i].tell();
}

/* A number, or the name of an error whose negative number it is. */
static inline void tell(const char *what, int result)
{
    if (result < 0)
        fact("%s: %s", what, strerrorname_np(-result));
    else
        fact("%s: %d", what, result);
}

/* What has arrived by now, a text. */
static inline void arrived(int fd)
{
    char bytes[4096];
    ssize_t got = recv(fd, bytes, sizeof(bytes) - 1, MSG_DONTWAIT);

    bytes[got > 0 ? got : 0] = 0;
    fact("arrived: %s", got > 0 ? bytes : "nothing");
}

#endif
