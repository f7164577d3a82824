// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stamps_by_request WAY CALL OPTION PROTOCOL FAMILY FLAGS... One end of a pair asks for stamps, with each of FLAGS,
 * and is shown some: to the one who asked (own), in another thread (thread), in a child (fork), in another program
 * (exec), in a process that got the socket by SCM_RIGHTS (rights), or on a socket accepted from one that asked (accepted).
 */
#include "examination.h"
#include "rights.h"
#include <pthread.h>

static const char *way;
static const char *call;
static const char *protocol;
static const char *family;
static struct partner partner;

static void ask(int fd, int option, unsigned flags)
{
    ANSWER(" set", setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
}

static void *in_thread(void *pair)
{
    examine(call, *(struct pair *)pair);
    return NULL;
}

static void in_another_thread(struct pair pair)
{
    pthread_t thread;

    NEED(-pthread_create(&thread, NULL, in_thread, &pair));
    NEED(-pthread_join(thread, NULL));
}

static void in_another_program(const char *name, struct pair pair)
{
    char sender[16], receiver[16];

    sprintf(sender, "%d", pair.sender);
    sprintf(receiver, "%d", pair.receiver);
    NEED(execl("/proc/self/exe", name, "inherited", call, sender, receiver, NULL));
}

static void in_a_child(const char *name, struct pair pair)
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
static int serve(int channel)
{
    struct pair pair;

    while (receive_descriptors(channel, (int *)&pair, 2, false)) {
        examine(call, pair);
        close_pair(pair);
        NEED(send(channel, "x", 1, 0));
    }
    return 0;
}

static void by_partner(struct pair pair)
{
    char answer;

    send_descriptors(partner.channel, (int *)&pair, 2);
    NEED(recv(partner.channel, &answer, 1, 0) == 1 ? 0 : -1);
}

static void show(const char *name, struct pair pair)
{
    if (strcmp(way, "thread") == 0)
        in_another_thread(pair);
    else if (strcmp(way, "fork") == 0 || strcmp(way, "exec") == 0)
        in_a_child(name, pair);
    else if (strcmp(way, "rights") == 0)
        by_partner(pair);
    else
        examine(call, pair);
}

/* The asker is the accepted one, be it sender or receiver. */
static struct pair accept_from_asker(int option, unsigned flags)
{
    int listener = open_socket("tcp", family);
    union address address = bind_loopback(listener, family);
    int client = open_socket("tcp", family);

    ask(listener, option, flags);
    NEED(listen(listener, 1));
    NEED(connect(client, &address.any, sizeof(address)));
    int accepted = NEED(accept(listener, NULL, NULL));
    NEED(close(listener));
    reset_at_close(client);
    reset_at_close(accepted);
    return looks_at_sent(call) ? (struct pair){accepted, client} : (struct pair){client, accepted};
}

/* Raw and packet sockets take long to close, so one pair of them serves all requests. */
static struct pair open_asking(int option, unsigned flags)
{
    static struct pair kept;
    bool expensive = strcmp(protocol, "raw") == 0 || strcmp(protocol, "packet") == 0;

    if (strcmp(way, "accepted") == 0)
        return accept_from_asker(option, flags);
    if (expensive && kept.sender == 0)
        kept = open_kind(protocol, family);
    struct pair pair = expensive ? (struct pair){dup(kept.sender), dup(kept.receiver)} : open_kind(protocol, family);
    int asker = looks_at_sent(call) ? pair.sender : pair.receiver;
    if (expensive)
        ask(asker, option, 0);
    ask(asker, option, flags);
    return pair;
}

int main(int argc, char **argv)
{
    way = argv[1];
    call = argv[2];
    if (strcmp(way, "inherited") == 0) {
        examine(call, (struct pair){atoi(argv[3]), atoi(argv[4])});
        return 0;
    }
    if (strcmp(way, "partner") == 0)
        return serve(atoi(argv[3]));
    protocol = argv[4];
    family = argv[5];
    if (strcmp(way, "rights") == 0)
        partner = start_partner(argv[0], call);
    keep_stamping_on();
    for (int i = 6; i < argc; i++) {
        fact("request %d", i - 6);
        struct pair pair = open_asking(atoi(argv[3]), strtoul(argv[i], NULL, 0));
        ask_for_companions(pair.receiver, protocol, family);
        show(argv[0], pair);
        close_pair(pair);
    }
    return 0;
}
