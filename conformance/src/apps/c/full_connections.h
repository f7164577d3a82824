// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sends of some kind, on some connections between ordinary ones. The connections are often full; the peer counts every byte.
 * Usage: PROGRAM SEED STYLE FAMILY. STYLE: nonblocking, dontwait, or blocking, where a thread receives.
 */
#ifndef FULL_CONNECTIONS_H
#define FULL_CONNECTIONS_H

#include "stream.h"
#include <pthread.h>
#include <sched.h>

#define CONNECTIONS 16
#define STEPS 1500

static struct chance chance;
static int flags; /* for each send: MSG_DONTWAIT or 0 */

/* The next bytes of the stream, or some of them, sent in the way under test. */
static void send_specially(struct stream *stream);

static inline void *receive_slowly(void *stream)
{
    struct chance own = {1};

    while (receive_some(stream, between(&own, 1, below(&own, 8) ? 3000 : MOST_AT_ONCE), 0) > 0)
        if (below(&own, 4) == 0)
            sched_yield();
    return NULL;
}

static inline void step(struct stream *stream, bool receives, bool mixes)
{
    int choice = below(&chance, 100);

    if (choice < (mixes ? 60 : 70))
        send_specially(stream);
    else if (choice < 70)
        send_plainly(stream, between(&chance, 1, below(&chance, 4) ? 3000 : 40000), flags);
    else if (receives)
        receive_some(stream, between(&chance, 1, below(&chance, 2) ? 60000 : 5000), MSG_DONTWAIT);
}

/* Whether all bytes arrived as they were sent. */
static inline bool use_connection(const char *style, const char *family)
{
    struct stream stream = open_stream(family, any_stream(&chance));
    bool waits = strcmp(style, "blocking") == 0;
    bool mixes = below(&chance, 2);
    pthread_t receiver;

    if (strcmp(style, "nonblocking") == 0)
        make_nonblocking(stream.pair.sender);
    if (waits)
        NEED(-pthread_create(&receiver, NULL, receive_slowly, &stream));
    for (int i = 0; i < STEPS; i++)
        step(&stream, !waits, mixes);
    NEED(shutdown(stream.pair.sender, SHUT_WR));
    if (waits)
        NEED(-pthread_join(receiver, NULL));
    receive_rest(&stream);
    close_pair(stream.pair);
    return stream.received == stream.sent && stream.wrong == 0;
}

static inline void use_connections(char **last_arguments)
{
    long wrong = 0;

    chance = chance_of(last_arguments[0]);
    flags = strcmp(last_arguments[1], "dontwait") == 0 ? MSG_DONTWAIT : 0;
    for (int i = 0; i < CONNECTIONS; i++)
        wrong += !use_connection(last_arguments[1], last_arguments[2]);
    fact("connections with wrong bytes %ld", wrong);
}

#endif
