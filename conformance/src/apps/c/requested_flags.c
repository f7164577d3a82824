// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: requested_flags OPTION PROTOCOL FAMILY BITS... Sets every combination of record and report bits, together with
 * each of BITS, and reads it back through every descriptor of the socket and in another thread.
 */
#include "flags.h"
#include "kinds.h"
#include <fcntl.h>
#include <pthread.h>

static struct view own;

static void compare(const char *way, int fd)
{
    struct view view = view_of(fd);

    fact(" %s:%s", way, strcmp(view.text, own.text) == 0 ? " same" : view.text);
}

static void through(const char *way, int copy)
{
    compare(way, NEED(copy));
    NEED(close(copy));
}

static void *in_thread(void *fd)
{
    compare("thread", *(int *)fd);
    return NULL;
}

static void in_another_thread(int fd)
{
    pthread_t thread;

    NEED(-pthread_create(&thread, NULL, in_thread, &fd));
    NEED(-pthread_join(thread, NULL));
}

static void read_back(int fd)
{
    own = view_of(fd);
    fact(" itself:%s", own.text);
    through("dup", dup(fd));
    through("dup2", dup2(fd, 100));
    through("dup3", dup3(fd, 101, O_CLOEXEC));
    through("F_DUPFD", fcntl(fd, F_DUPFD, 102));
    through("F_DUPFD_CLOEXEC", fcntl(fd, F_DUPFD_CLOEXEC, 103));
    in_another_thread(fd);
}

int main(int argc, char **argv)
{
    struct pair pair = open_kind(argv[2], argv[3]);
    int option = atoi(argv[1]);

    for (int i = 4; i < argc; i++)
        for (unsigned flags = 0; flags < COMBINATIONS; flags++) {
            unsigned request = flags | strtoul(argv[i], NULL, 0);
            set_flags(pair.sender, option, request, sizeof(int));
            read_back(pair.sender);
            set_flags(pair.sender, option, request, sizeof(struct so_timestamping));
            read_back(pair.sender);
        }
    return 0;
}
