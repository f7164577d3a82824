// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: accepted_stamps HOW CALL OPTION FAMILY FLAGS... A listener asks for stamps, with each of FLAGS, and a socket
 * accepted from it is shown some: by accept or accept4, in a child (child), after the listener was asked for others than at
 * the time of the handshake (late), or where the listener asked before it was bound (early).
 */
#include "examination.h"
#include <sys/wait.h>

static const char *how;
static const char *call;
static const char *family;
static int option;

static bool is(const char *word)
{
    return strcmp(how, word) == 0;
}

static void ask(int fd, unsigned flags)
{
    ANSWER(" set", setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
}

static void examine_accepted(int listener, int client)
{
    int accepted = NEED(is("accept4") ? accept4(listener, NULL, NULL, SOCK_CLOEXEC) : accept(listener, NULL, NULL));
    struct pair pair = looks_at_sent(call) ? (struct pair){accepted, client} : (struct pair){client, accepted};

    reset_at_close(accepted);
    ask_for_companions(pair.receiver, "tcp", family);
    examine(call, pair);
    NEED(close(accepted));
}

static void examine_in_child(int listener, int client)
{
    int status;
    pid_t child = NEED(fork());

    if (child == 0) {
        examine_accepted(listener, client);
        exit(0);
    }
    NEED(waitpid(child, &status, 0));
    NEED(status == 0 ? 0 : -1);
}

static void listen_asking(unsigned flags)
{
    int listener = open_socket("tcp", family);
    int client = open_socket("tcp", family);

    if (is("early"))
        ask(listener, flags);
    union address address = bind_loopback(listener, family);
    NEED(listen(listener, 1));
    if (!is("early"))
        ask(listener, flags);
    reset_at_close(client);
    NEED(connect(client, &address.any, sizeof(address)));
    if (is("late"))
        ask(listener, ~flags & 0x7f);
    if (is("child"))
        examine_in_child(listener, client);
    else
        examine_accepted(listener, client);
    NEED(close(client));
    NEED(close(listener));
}

int main(int argc, char **argv)
{
    how = argv[1];
    call = argv[2];
    option = atoi(argv[3]);
    family = argv[4];
    keep_stamping_on();
    for (int i = 5; i < argc; i++) {
        fact("request %d", i - 5);
        listen_asking(strtoul(argv[i], NULL, 0));
    }
    return 0;
}
