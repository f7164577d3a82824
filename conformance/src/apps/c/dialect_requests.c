// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: dialect_requests SUBJECT PROTOCOL FAMILY FORM:FLAGS... Requests for stamps, the kernel's and Onload's, and what
 * the options say of them: one after the other on one socket (row), in other processes too (journey), each on sockets in
 * every state there is (states), or each on descriptors that are no sockets (strangers).
 */
#include "asking.h"
#include <fcntl.h>
#include <sys/wait.h>

/* What every option says of a socket. */
static void tell(const char *who, int fd)
{
    static const int options[] = {SO_TIMESTAMPING, 65, SO_TIMESTAMPING_OOEXT};

    printf(" %s reads", who);
    for (size_t i = 0; i < COUNT(options); i++) {
        unsigned flags = 0x5a5a5a5a;
        socklen_t length = sizeof(flags);
        int result = getsockopt(fd, SOL_SOCKET, options[i], &flags, &length);

        printf(" %#x", result == 0 && length == sizeof(flags) ? flags : 0x5a5a5a5a);
    }
    fact("%s", "");
}

static void request(int fd, const char *words)
{
    fact("request %s", words);
    ANSWER(" answer", ask(fd, words));
    tell("own", fd);
}

static void in_a_row(int fd, char **words)
{
    int copy = NEED(dup(fd));

    for (; *words; words++) {
        request(fd, *words);
        tell("dup", copy);
    }
}

static void in_a_child(int fd, const char *name, bool in_another_program)
{
    pid_t child = NEED(fork());
    char number[16];

    if (child == 0) {
        sprintf(number, "%d", fd);
        if (in_another_program)
            NEED(execl("/proc/self/exe", name, "inherited", number, NULL));
        tell("child", fd);
        _exit(0);
    }
    NEED(waitpid(child, NULL, 0));
}

static void on_a_journey(int fd, const char *name, char **words)
{
    for (; *words; words++) {
        request(fd, *words);
        in_a_child(fd, name, false);
        in_a_child(fd, name, true);
    }
}

static void in_state(const char *state, int fd, const char *words)
{
    fact(" %s", state);
    ANSWER("  answer", ask(fd, words));
    tell(" own", fd);
}

static void in_every_state(const char *protocol, const char *family, const char *words)
{
    int fresh = open_socket(protocol, family);
    int bound = open_socket(protocol, family);
    struct pair pair = open_pair(protocol, family);

    fact("request %s", words);
    in_state("fresh", fresh, words);
    bind_loopback(bound, family);
    in_state("bound", bound, words);
    if (is_tcp(protocol)) {
        NEED(listen(bound, 1));
        in_state("listening", bound, words);
    }
    in_state("sender", pair.sender, words);
    in_state("receiver", pair.receiver, words);
    close_pair(pair);
    NEED(close(fresh));
    NEED(close(bound));
}

static void of_strangers(char **words)
{
    int file = NEED(open("/dev/null", O_RDWR));
    int closed = NEED(dup(file));

    NEED(close(closed));
    for (; *words; words++) {
        fact("request %s", *words);
        ANSWER(" file", ask(file, *words));
        ANSWER(" closed", ask(closed, *words));
        ANSWER(" -1", ask(-1, *words));
    }
}

int main(int, char **argv)
{
    if (strcmp(argv[1], "inherited") == 0) {
        tell("program", atoi(argv[2]));
        return 0;
    }
    struct pair pair = open_pair(argv[2], argv[3]);
    if (strcmp(argv[1], "row") == 0)
        in_a_row(pair.sender, argv + 4);
    else if (strcmp(argv[1], "journey") == 0)
        on_a_journey(pair.sender, argv[0], argv + 4);
    else if (strcmp(argv[1], "strangers") == 0)
        of_strangers(argv + 4);
    else
        for (char **words = argv + 4; *words; words++)
            in_every_state(argv[2], argv[3], *words);
    return 0;
}
