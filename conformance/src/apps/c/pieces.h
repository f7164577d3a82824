// SPDX-License-Identifier: GPL-2.0-only
/* Stamps of a TCP stream: the pieces of it that were sent, as the error queue tells them. */
#ifndef PIECES_H
#define PIECES_H

#include "asking.h"
#include "transcript.h"

#define STREAM "stream:0x21"

/* What one message of the error queue tells: how many bytes, and when they were sent. */
struct told {
    size_t bytes;
    struct timespec sent;
};

/* The next record of the error queue. Ends the application if the message has anything else to it. */
static inline struct onload_scm_timestamping_stream receive_piece(int fd)
{
    struct onload_scm_timestamping_stream piece;
    struct message message;
    struct msghdr *header = &message.header.msg_hdr;
    struct cmsghdr *control;

    prepare(&message);
    await(fd, 0);
    NEED(recvmsg(fd, header, MSG_ERRQUEUE | MSG_DONTWAIT) == 0 ? 0 : -1);
    control = CMSG_FIRSTHDR(header);
    NEED(header->msg_flags == MSG_ERRQUEUE && header->msg_controllen == CMSG_SPACE(sizeof(piece)) ? 0 : -1);
    NEED(is_onload_stamp(control) && control->cmsg_len == CMSG_LEN(sizeof(piece)) ? 0 : -1);
    memcpy(&piece, CMSG_DATA(control), sizeof(piece));
    return piece;
}

/* The next piece that was sent for the first time; the kernel may send any again meanwhile. */
static inline struct told take_piece(int fd)
{
    struct onload_scm_timestamping_stream piece;

    do {
        piece = receive_piece(fd);
        NEED(strcmp(stamp_state(piece.len != 0 ? &piece.first_sent : &piece.last_sent), "set") == 0 ? 0 : -1);
        NEED(strcmp(stamp_state(piece.len != 0 ? &piece.last_sent : &piece.first_sent), "zero") == 0 ? 0 : -1);
    } while (piece.len == 0);
    return (struct told){piece.len, piece.first_sent};
}

static inline void drain(int fd, size_t bytes)
{
    char data[4096];

    for (size_t got = 0; got < bytes;)
        got += NEED(recv(fd, data, bytes - got < sizeof(data) ? bytes - got : sizeof(data), 0));
}

/* By the time they have arrived, they have been sent. */
static inline void send_through(struct pair pair, size_t bytes)
{
    static char data[1 << 16];

    NEED(send(pair.sender, data, bytes, 0) == (ssize_t)bytes ? 0 : -1);
    drain(pair.receiver, bytes);
}

#endif
