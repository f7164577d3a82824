// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stream_repeats FAMILY. Pieces of a TCP stream of which two are lost on their way until the kernel has
 * sent each again, and what is told of them.
 */
#include "kinds.h"
#include "pieces.h"

static struct pair pair;

static void show_piece(const char *what)
{
    struct onload_scm_timestamping_stream piece = receive_piece(pair.sender);

    fact("%s: %zu bytes, first sent %s, last sent %s", what, piece.len, stamp_state(&piece.first_sent),
         stamp_state(&piece.last_sent));
}

int main(int, char **argv)
{
    static char data[100];
    int ignored = 0;

    pair = open_pair("tcp", argv[1]);
    clock_gettime(CLOCK_REALTIME, &started);
    NEED(ask(pair.sender, STREAM));
    send_through(pair, sizeof(data));
    show_piece("before");
    make_deaf(pair.receiver);
    NEED(send(pair.sender, data, 70, 0) == 70 ? 0 : -1);
    show_piece("lost");
    NEED(send(pair.sender, data, 60, 0) == 60 ? 0 : -1);
    show_piece("lost");
    show_piece("again");
    show_piece("again");
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_DETACH_FILTER, &ignored, sizeof(ignored)));
    drain(pair.receiver, 70 + 60);
    send_through(pair, 80);
    fact("after: %zu bytes", take_piece(pair.sender).bytes);
    return 0;
}
