// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stream_readers ASKER FAMILY. Pieces of one TCP stream, read one after the other through several descriptors and
 * by several processes; one of them, ASKER, asked for the stamps: parent, or child, which was forked before.
 */
#include "pieces.h"
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>

static struct pair pair;

/* A child does what it is told by a byte, and answers by a number. */
static int serve(int channel)
{
    size_t answer = 0;
    char task;

    while (recv(channel, &task, 1, 0) == 1) {
        if (task == 'a')
            NEED(ask(pair.sender, STREAM));
        else
            answer = take_piece(pair.sender).bytes;
        NEED(send(channel, &answer, sizeof(answer), 0));
    }
    return 0;
}

static int start_child(void)
{
    int ends[2];

    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    if (NEED(fork()) == 0) {
        NEED(close(ends[0]));
        _exit(serve(ends[1]));
    }
    NEED(close(ends[1]));
    return ends[0];
}

static size_t tell_child(int channel, char task)
{
    size_t answer;

    NEED(send(channel, &task, 1, 0));
    NEED(recv(channel, &answer, sizeof(answer), 0) == sizeof(answer) ? 0 : -1);
    return answer;
}

static void *take_in_thread(void *bytes)
{
    *(size_t *)bytes = take_piece(pair.sender).bytes;
    return NULL;
}

static size_t by_thread(void)
{
    pthread_t thread;
    size_t bytes;

    NEED(-pthread_create(&thread, NULL, take_in_thread, &bytes));
    NEED(-pthread_join(thread, NULL));
    return bytes;
}

int main(int, char **argv)
{
    clock_gettime(CLOCK_REALTIME, &started);
    pair = open_pair("tcp", argv[2]);
    int first_child = start_child();

    if (strcmp(argv[1], "child") == 0)
        tell_child(first_child, 'a');
    else
        NEED(ask(pair.sender, STREAM));
    int second_child = start_child();
    int copy = NEED(dup(pair.sender));
    int other_copy = NEED(fcntl(pair.sender, F_DUPFD_CLOEXEC, 100));
    size_t size = 100;
    for (int round = 0; round < 3; round++) {
        send_through(pair, size++);
        fact("own %zu", take_piece(pair.sender).bytes);
        send_through(pair, size++);
        fact("dup %zu", take_piece(copy).bytes);
        send_through(pair, size++);
        fact("child forked before %zu", tell_child(first_child, 't'));
        send_through(pair, size++);
        fact("thread %zu", by_thread());
        send_through(pair, size++);
        fact("child forked after %zu", tell_child(second_child, 't'));
        send_through(pair, size++);
        fact("F_DUPFD %zu", take_piece(other_copy).bytes);
    }
    NEED(close(first_child));
    NEED(close(second_child));
    while (wait(NULL) > 0)
        continue;
    return 0;
}
