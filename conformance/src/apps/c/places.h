// SPDX-License-Identifier: GPL-2.0-only
/*
 * The places where a pair of sockets is looked at. An application that has WAY and CALL as its first arguments shows a pair
 * to itself, or by way thread, to a thread; fork, to a child; exec, to another program; rights, to a process that gets it by
 * SCM_RIGHTS; and relative, to one that does so too and was forked before the pair was opened.
 */
#ifndef PLACES_H
#define PLACES_H

#include "examination.h"
#include "rights.h"
#include <pthread.h>

static const char *way;
static const char *call;
static struct partner partner;

static inline void *in_thread(void *pair)
{
    examine(call, *(struct pair *)pair);
    return NULL;
}

static inline void in_another_thread(struct pair pair)
{
    pthread_t thread;

    NEED(-pthread_create(&thread, NULL, in_thread, &pair));
    NEED(-pthread_join(thread, NULL));
}

static inline void in_another_program(const char *name, struct pair pair)
{
    char sender[16], receiver[16];

    sprintf(sender, "%d", pair.sender);
    sprintf(receiver, "%d", pair.receiver);
    NEED(execl("/proc/self/exe", name, "inherited", call, sender, receiver, NULL));
}

static inline void in_a_child(const char *name, struct pair pair)
{
    pid_t child = NEED(fork());
    int status;

    if (child == 0) {
        if (strcmp(way, "exec") == 0)
            in_another_program(name, pair);
        examine(call, pair);
        exit(0);
    }
    NEED(waitpid(child, &status, 0));
    NEED(status == 0 ? 0 : -1);
}

/* What a partner does; each pair is answered by a byte. */
static inline int serve(int channel)
{
    struct pair pair;

    while (receive_descriptors(channel, (int *)&pair, 2, false)) {
        examine(call, pair);
        close_pair(pair);
        NEED(send(channel, "x", 1, 0));
    }
    return 0;
}

static inline void by_partner(struct pair pair)
{
    char answer;

    send_descriptors(partner.channel, (int *)&pair, 2);
    NEED(recv(partner.channel, &answer, 1, 0) == 1 ? 0 : -1);
}

static inline void show(const char *name, struct pair pair)
{
    if (strcmp(way, "thread") == 0)
        in_another_thread(pair);
    else if (strcmp(way, "fork") == 0 || strcmp(way, "exec") == 0)
        in_a_child(name, pair);
    else if (strcmp(way, "rights") == 0 || strcmp(way, "relative") == 0)
        by_partner(pair);
    else
        examine(call, pair);
}

/* Whether this is another program started by show; it has done its work then. */
static inline bool is_started_by_show(char **argv)
{
    call = argv[2];
    if (strcmp(argv[1], "inherited") == 0)
        examine(call, (struct pair){atoi(argv[3]), atoi(argv[4])});
    else if (strcmp(argv[1], "partner") == 0)
        serve(atoi(argv[3]));
    else
        return false;
    return true;
}

static inline void prepare_to_show(char **argv)
{
    way = argv[1];
    call = argv[2];
    if (strcmp(way, "rights") == 0)
        partner = start_partner(argv[0], call);
    else if (strcmp(way, "relative") == 0)
        partner = fork_partner(serve);
}

#endif
