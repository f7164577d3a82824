// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: carried_flags WAY OPTION PROTOCOL FAMILY BITS. A socket for every combination of record and report bits,
 * together with BITS; what became of their flags in a child (fork), in another program (exec), or in a process that got
 * them by SCM_RIGHTS (recvmsg, recvmmsg).
 */
#include "flags.h"
#include "kinds.h"
#include "rights.h"

/* Beyond any number that a descriptor gets by itself here. */
#define FIRST 200

static void describe_all(const int *sockets)
{
    for (int i = 0; i < COMBINATIONS; i++)
        fact("%#x:%s", i, view_of(sockets[i]).text);
}

static void receive_all(int channel, bool in_batch)
{
    int sockets[COMBINATIONS];

    receive_descriptors(channel, sockets, COMBINATIONS, in_batch);
    describe_all(sockets);
}

static void describe_inherited(void)
{
    int sockets[COMBINATIONS];

    for (int i = 0; i < COMBINATIONS; i++)
        sockets[i] = FIRST + i;
    describe_all(sockets);
}

static void open_all(int *sockets, char **argv)
{
    for (int i = 0; i < COMBINATIONS; i++) {
        struct pair pair = open_kind(argv[3], argv[4]);
        set_flags(pair.sender, atoi(argv[2]), i | strtoul(argv[5], NULL, 0), sizeof(int));
        sockets[i] = NEED(dup2(pair.sender, FIRST + i));
        close_pair(pair);
    }
}

static void describe_in_child(const int *sockets)
{
    pid_t child = NEED(fork());
    int status;

    if (child == 0) {
        describe_all(sockets);
        _exit(0);
    }
    NEED(waitpid(child, &status, 0));
}

static void pass_on(const char *name, const char *way, const int *sockets)
{
    struct partner partner = start_partner(name, way);

    send_descriptors(partner.channel, sockets, COMBINATIONS);
    end_partner(partner);
}

int main(int, char **argv)
{
    int sockets[COMBINATIONS];

    if (strcmp(argv[1], "inherited") == 0) {
        describe_inherited();
    } else if (strcmp(argv[1], "partner") == 0) {
        receive_all(atoi(argv[3]), strcmp(argv[2], "recvmmsg") == 0);
    } else {
        open_all(sockets, argv);
        if (strcmp(argv[1], "fork") == 0)
            describe_in_child(sockets);
        else if (strcmp(argv[1], "exec") == 0)
            NEED(execl("/proc/self/exe", argv[0], "inherited", NULL));
        else
            pass_on(argv[0], argv[1], sockets);
    }
    return 0;
}
