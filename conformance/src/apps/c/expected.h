// SPDX-License-Identifier: GPL-2.0-only
/* A TCP connection with a record of what was sent and not received yet, whatever it was. */
#ifndef EXPECTED_H
#define EXPECTED_H

#include "stream.h"

#define RECORDED (1 << 20)

struct connection {
    struct pair pair;
    uint64_t sent;
    uint64_t received;
    int incarnation;
    unsigned char bytes[RECORDED];
};

static inline void open_connection(struct connection *connection)
{
    struct stream stream = open_stream("ipv4", (struct stream_kind){.send_room = 20000, .receive_room = 20000});

    connection->pair = stream.pair;
    connection->sent = connection->received = 0;
    connection->incarnation++;
    make_nonblocking(connection->pair.sender);
}

static inline void expect(struct connection *connection, const void *data, size_t size)
{
    const unsigned char *bytes = data;

    for (size_t i = 0; i < size; i++)
        connection->bytes[(connection->sent + i) % RECORDED] = bytes[i];
    connection->sent += size;
}

/* Whether these bytes are the next ones expected. */
static inline bool take_expected(struct connection *connection, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    bool right = connection->received + size <= connection->sent;

    for (size_t i = 0; i < size; i++)
        right = right && connection->bytes[(connection->received + i) % RECORDED] == bytes[i];
    connection->received += size;
    return right;
}

/* Receives what is there, up to size; false if it is wrong. */
static inline bool receive_expected(struct connection *connection, size_t size, int flags)
{
    unsigned char bytes[MOST_AT_ONCE];
    ssize_t got = recv(connection->pair.receiver, bytes, size < sizeof(bytes) ? size : sizeof(bytes), flags);

    return got <= 0 || take_expected(connection, bytes, got);
}

/* Everything that was sent, if the sender ended the connection; false if any of it is wrong or missing. */
static inline bool receive_all_expected(struct connection *connection)
{
    bool right = true;

    while (right && connection->received < connection->sent)
        right = receive_expected(connection, MOST_AT_ONCE, 0);
    return right && recv(connection->pair.receiver, &right, 1, 0) == 0;
}

#endif
