// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: changed_elsewhere WHO CALL OPTION PROTOCOL FAMILY FLAGS... One socket, asked for one of FLAGS after another, and
 * looked at after each. WHO asks is the one who looks (own), or has the socket by another descriptor (dup), in another
 * thread (thread), in a child (fork), in another program (exec), or by SCM_RIGHTS (rights). OPTION mixed means both
 * numbers of SO_TIMESTAMPING in turn.
 */
#include "examination.h"
#include "rights.h"
#include <pthread.h>

struct change {
    int fd;
    int option;
    unsigned flags;
};

static struct partner partner;

static void *ask(void *change)
{
    const struct change *wanted = change;

    NEED(setsockopt(wanted->fd, SOL_SOCKET, wanted->option, &wanted->flags, sizeof(wanted->flags)));
    return NULL;
}

static void ask_by_dup(struct change change)
{
    change.fd = NEED(dup(change.fd));
    ask(&change);
    NEED(close(change.fd));
}

static void ask_in_thread(struct change change)
{
    pthread_t thread;

    NEED(-pthread_create(&thread, NULL, ask, &change));
    NEED(-pthread_join(thread, NULL));
}

static void ask_in_program(const char *name, struct change change)
{
    char fd[16], option[16], flags[16];

    sprintf(fd, "%d", change.fd);
    sprintf(option, "%d", change.option);
    sprintf(flags, "%u", change.flags);
    NEED(execl("/proc/self/exe", name, "inherited", fd, option, flags, NULL));
}

static void ask_in_child(const char *name, struct change change, bool exec)
{
    pid_t child = NEED(fork());
    int status;

    if (child == 0) {
        if (exec)
            ask_in_program(name, change);
        ask(&change);
        exit(0);
    }
    NEED(waitpid(child, &status, 0));
    NEED(status == 0 ? 0 : -1);
}

static void ask_partner(struct change change)
{
    send_descriptors(partner.channel, &change.fd, 1);
    NEED(send(partner.channel, &change, sizeof(change), 0));
    NEED(recv(partner.channel, &change, sizeof(change), 0) == 1 ? 0 : -1);
}

/* What a partner does; each change is answered by a byte. */
static int serve(int channel)
{
    struct change change;
    int fd;

    while (receive_descriptors(channel, &fd, 1, false)) {
        NEED(recv(channel, &change, sizeof(change), 0));
        change.fd = fd;
        ask(&change);
        NEED(close(fd));
        NEED(send(channel, "x", 1, 0));
    }
    return 0;
}

static void have_asked(const char *name, const char *who, struct change change)
{
    if (strcmp(who, "dup") == 0)
        ask_by_dup(change);
    else if (strcmp(who, "thread") == 0)
        ask_in_thread(change);
    else if (strcmp(who, "fork") == 0 || strcmp(who, "exec") == 0)
        ask_in_child(name, change, strcmp(who, "exec") == 0);
    else if (strcmp(who, "rights") == 0)
        ask_partner(change);
    else
        ask(&change);
}

static int option_of(const char *option, int turn)
{
    if (strcmp(option, "mixed") == 0)
        return turn % 2 == 0 ? SO_TIMESTAMPING : SO_TIMESTAMPING_64BIT;
    return atoi(option);
}

static int ask_as_told(char **argv)
{
    struct change change = {atoi(argv[2]), atoi(argv[3]), strtoul(argv[4], NULL, 0)};

    ask(&change);
    return 0;
}

int main(int argc, char **argv)
{
    const char *who = argv[1];
    const char *call = argv[2];

    if (strcmp(who, "inherited") == 0)
        return ask_as_told(argv);
    if (strcmp(who, "partner") == 0)
        return serve(atoi(argv[3]));
    if (strcmp(who, "rights") == 0)
        partner = start_partner(argv[0], "ask");
    struct pair pair = open_kind(argv[4], argv[5]);
    keep_stamping_on();
    for (int i = 6; i < argc; i++) {
        struct change change = {
            .fd = looks_at_sent(call) ? pair.sender : pair.receiver,
            .option = option_of(argv[3], i),
            .flags = strtoul(argv[i], NULL, 0),
        };
        have_asked(argv[0], who, change);
        fact("request %d", i - 6);
        examine(call, pair);
    }
    return 0;
}
