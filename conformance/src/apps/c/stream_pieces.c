// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stream_pieces SEED FAMILY. A TCP stream sent in pieces of random sizes, as many at a time as there is room for,
 * while another thread reads them; in the end, every byte has been told of.
 */
#include "pieces.h"
#include <pthread.h>

#define LARGEST 50000
#define WRITES 1000

static struct pair pair;
static unsigned seed;

static size_t sent;
static size_t told;
static unsigned pieces;
static struct timespec last;
static bool in_order = true;

static bool is_told(void)
{
    struct pollfd error = {.fd = pair.sender};

    return poll(&error, 1, 0) == 1;
}

static void take(void)
{
    struct told piece = take_piece(pair.sender);

    told += piece.bytes;
    pieces++;
    in_order = in_order && !is_later(&last, &piece.sent);
    last = piece.sent;
}

static void *receive_all(void *unused)
{
    static char data[LARGEST];
    unsigned own_seed = seed;

    while (recv(pair.receiver, data, 1 + rand_r(&own_seed) % LARGEST, 0) > 0)
        continue;
    return unused;
}

static void send_all(void)
{
    static char data[LARGEST];

    for (int i = 0; i < WRITES; i++) {
        ssize_t some = send(pair.sender, data, 1 + rand_r(&seed) % LARGEST, MSG_DONTWAIT);

        NEED(some > 0 || errno == EAGAIN ? 0 : -1);
        sent += some > 0 ? some : 0;
        if (some < 0)
            await(pair.sender, POLLOUT);
        while (rand_r(&seed) % 4 != 0 && is_told())
            take();
    }
}

int main(int, char **argv)
{
    pthread_t receiver;

    seed = atoi(argv[1]);
    clock_gettime(CLOCK_REALTIME, &started);
    pair = open_pair("tcp", argv[2]);
    NEED(ask(pair.sender, STREAM));
    NEED(-pthread_create(&receiver, NULL, receive_all, NULL));
    send_all();
    while (told < sent)
        take();
    NEED(shutdown(pair.sender, SHUT_WR));
    NEED(-pthread_join(receiver, NULL));
    fact("told %s, in order %s, pieces %s", told == sent ? "all" : "too much", in_order ? "yes" : "no",
         pieces <= WRITES ? "of one call or more" : "too many");
    return 0;
}
