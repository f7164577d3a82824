// SPDX-License-Identifier: GPL-2.0-only
/* A TCP connection whose every byte is counted: what a byte is follows from its place in the stream. */
#ifndef STREAM_H
#define STREAM_H

#include "app.h"
#include "chance.h"
#include <fcntl.h>

#define MOST_AT_ONCE 65536

struct stream {
    struct pair pair;
    uint64_t sent;     /* bytes that the sender was told were taken */
    uint64_t received; /* bytes that arrived */
    uint64_t wrong;    /* of them, those that should have been others */
};

/* What a connection is like; 0 leaves the kernel's choice. */
struct stream_kind {
    int segment; /* TCP_MAXSEG */
    int send_room;
    int receive_room;
    bool delayed; /* no TCP_NODELAY */
};

static inline unsigned char byte_at(uint64_t place)
{
    return (unsigned char)(place * 2654435761u >> 13);
}

static inline void fill_bytes(void *data, size_t size, uint64_t place)
{
    unsigned char *bytes = data;

    for (size_t i = 0; i < size; i++)
        bytes[i] = byte_at(place + i);
}

static inline void set_option(int fd, int level, int option, int value)
{
    if (value != 0)
        NEED(setsockopt(fd, level, option, &value, sizeof(value)));
}

static inline struct stream open_stream(const char *family, struct stream_kind kind)
{
    int listener = open_socket("tcp", family);
    struct stream stream = {.pair = {.sender = open_socket("tcp", family)}};

    set_option(listener, IPPROTO_TCP, TCP_MAXSEG, kind.segment);
    set_option(listener, SOL_SOCKET, SO_RCVBUF, kind.receive_room);
    union address address = bind_loopback(listener, family);
    NEED(listen(listener, 1));
    set_option(stream.pair.sender, SOL_SOCKET, SO_SNDBUF, kind.send_room);
    set_option(stream.pair.sender, IPPROTO_TCP, TCP_NODELAY, !kind.delayed);
    NEED(connect(stream.pair.sender, &address.any, sizeof(address)));
    stream.pair.receiver = NEED(accept(listener, NULL, NULL));
    NEED(close(listener));
    return stream;
}

/*
 * One of the kinds that make sends short in different ways: small buffers and windows, segments below a buffer. With less
 * room to receive, the kernel's own sends get stuck now and then, for a fifth of a second each time.
 */
static inline struct stream_kind any_stream(struct chance *chance)
{
    static const int segments[] = {0, 0, 0, 1448, 536};
    static const int send_rooms[] = {0, 2304, 8000, 16384, 65536, 300000};
    static const int receive_rooms[] = {0, 10000, 20000, 60000};

    return (struct stream_kind){
        .segment = segments[below(chance, COUNT(segments))],
        .send_room = send_rooms[below(chance, COUNT(send_rooms))],
        .receive_room = receive_rooms[below(chance, COUNT(receive_rooms))],
        .delayed = below(chance, 2),
    };
}

static inline void make_nonblocking(int fd)
{
    NEED(fcntl(fd, F_SETFL, NEED(fcntl(fd, F_GETFL)) | O_NONBLOCK));
}

/* Receives up to size bytes and counts them; 0 at the end of the stream, -1 with errno as recv has it. */
static inline ssize_t receive_some(struct stream *stream, size_t size, int flags)
{
    unsigned char bytes[MOST_AT_ONCE];
    ssize_t got = recv(stream->pair.receiver, bytes, size < sizeof(bytes) ? size : sizeof(bytes), flags);

    for (ssize_t i = 0; i < got; i++)
        stream->wrong += bytes[i] != byte_at(stream->received + i);
    stream->received += got > 0 ? got : 0;
    return got;
}

/* An ordinary send of the stream's next bytes, as many as go. */
static inline ssize_t send_plainly(struct stream *stream, size_t size, int flags)
{
    unsigned char bytes[MOST_AT_ONCE];

    size = size < sizeof(bytes) ? size : sizeof(bytes);
    fill_bytes(bytes, size, stream->sent);
    ssize_t sent = send(stream->pair.sender, bytes, size, flags | MSG_NOSIGNAL);
    stream->sent += sent > 0 ? sent : 0;
    return sent;
}

/* All that is still on its way; the sender has ended the stream. */
static inline void receive_rest(struct stream *stream)
{
    while (receive_some(stream, MOST_AT_ONCE, 0) > 0)
        ;
}

#endif
