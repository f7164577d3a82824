// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: reused_number HOW CALL OPTION FAMILY FLAGS... A row of sockets, asked for one of FLAGS each, have the same
 * descriptor number one after another when they are looked at; each gets it by HOW. OPTION mixed means both numbers of
 * SO_TIMESTAMPING in turn.
 */
#include "examination.h"
#include "rights.h"
#include <fcntl.h>

#if __has_include(<sys/pidfd.h>)
#include <sys/pidfd.h>
#else
#define pidfd_open(process, flags) (errno = ENOSYS, end_as_unavailable(), -1)
#define pidfd_getfd(process, fd, flags) (-1)
#endif

#define ELSEWHERE 100

static const char *how;
static const char *family;
static int number;
static int channel[2];
static int self;

static void ask(int fd, int option, unsigned flags)
{
    NEED(setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
}

/* Leaves the number free. */
static int move_away(int fd)
{
    int moved = NEED(fcntl(fd, F_DUPFD, ELSEWHERE));

    NEED(close(fd));
    return moved;
}

static int receive_rights(int fd)
{
    int received;

    send_descriptors(channel[0], &fd, 1);
    receive_descriptors(channel[1], &received, 1, strcmp(how, "recvmmsg") == 0);
    return received;
}

/* All but two of these give the lowest number that is free. */
static int get_again(int fd)
{
    if (strcmp(how, "dup") == 0)
        return dup(fd);
    if (strcmp(how, "dup2") == 0)
        return dup2(fd, number);
    if (strcmp(how, "dup3") == 0)
        return dup3(fd, number, O_CLOEXEC);
    if (strcmp(how, "F_DUPFD") == 0)
        return fcntl(fd, F_DUPFD, number);
    if (strcmp(how, "F_DUPFD_CLOEXEC") == 0)
        return fcntl(fd, F_DUPFD_CLOEXEC, number);
    if (strcmp(how, "pidfd_getfd") == 0)
        return pidfd_getfd(self, fd, 0);
    return receive_rights(fd);
}

static struct pair take_by_accept(bool to_send, int option, unsigned flags)
{
    int listener = move_away(open_socket("tcp", family));
    union address address = bind_loopback(listener, family);
    int client = move_away(open_socket("tcp", family));

    ask(listener, option, flags);
    NEED(listen(listener, 1));
    NEED(connect(client, &address.any, sizeof(address)));
    int asker = NEED(strcmp(how, "accept4") == 0 ? accept4(listener, NULL, NULL, 0) : accept(listener, NULL, NULL));
    reset_at_close(client);
    reset_at_close(asker);
    NEED(close(listener));
    return to_send ? (struct pair){asker, client} : (struct pair){client, asker};
}

/* The asker is opened first, so it has the number. */
static struct pair open_asker_and_other(bool to_send)
{
    int asker = open_socket("udp", family);
    int other = open_socket("udp", family);
    struct pair pair = to_send ? (struct pair){asker, other} : (struct pair){other, asker};
    union address address = bind_loopback(pair.receiver, family);

    NEED(connect(pair.sender, &address.any, sizeof(address)));
    return pair;
}

static struct pair take(bool to_send, int option, unsigned flags)
{
    struct pair pair = open_asker_and_other(to_send);
    int *asker = to_send ? &pair.sender : &pair.receiver;
    int *other = to_send ? &pair.receiver : &pair.sender;

    *other = move_away(*other);
    if (strcmp(how, "socket") == 0) {
        ask(*asker, option, flags);
    } else {
        int elsewhere = move_away(*asker);
        ask(elsewhere, option, flags);
        *asker = NEED(get_again(elsewhere));
        NEED(close(elsewhere));
    }
    return pair;
}

int main(int argc, char **argv)
{
    bool to_send = looks_at_sent(argv[2]);
    bool accepts = strncmp(argv[1], "accept", 6) == 0;

    how = argv[1];
    family = argv[4];
    keep_stamping_on();
    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, channel));
    self = NEED(pidfd_open(getpid(), 0));
    number = NEED(dup(0));
    NEED(close(number));
    for (int i = 5; i < argc; i++) {
        int option = i % 2 == 0 ? SO_TIMESTAMPING : SO_TIMESTAMPING_64BIT;
        option = strcmp(argv[3], "mixed") == 0 ? option : atoi(argv[3]);
        unsigned flags = strtoul(argv[i], NULL, 0);
        struct pair pair = accepts ? take_by_accept(to_send, option, flags) : take(to_send, option, flags);

        NEED((to_send ? pair.sender : pair.receiver) == number ? 0 : -1);
        fact("request %d", i - 5);
        examine(argv[2], pair);
        close_pair(pair);
    }
    return 0;
}
