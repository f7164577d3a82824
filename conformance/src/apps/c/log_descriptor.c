// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: log_descriptor HOW [LIBRARY]. Starts itself again with LKOS_LOG_FD, and the library if given, preloaded; then
 * something is wrong with the descriptor, and the calls that are logged must behave as ever.
 */
#include "app.h"
#include <fcntl.h>
#include <linux/net_tstamp.h>
#include <signal.h>
#include <sys/mman.h>

#define LOG 9
#define LOG_TEXT "9"

static void as_log(int fd)
{
    NEED(dup2(fd, LOG));
    NEED(close(fd));
}

static void nothing(void)
{
}

static void open_file(void)
{
    as_log(memfd_create("log", 0));
}

static void open_read_only(void)
{
    as_log(open("/dev/null", O_RDONLY));
}

static void open_pipe_without_reader(void)
{
    int ends[2];

    NEED(pipe(ends));
    NEED(close(ends[0]));
    as_log(ends[1]);
}

/* The reader stays, and stays silent. */
static void open_full_pipe(void)
{
    char page[4096] = "";
    int ends[2];

    NEED(pipe2(ends, O_NONBLOCK));
    while (write(ends[1], page, sizeof(page)) > 0)
        continue;
    NEED(fcntl(ends[1], F_SETFL, 0));
    as_log(ends[1]);
}

static void close_log(void)
{
    NEED(close(LOG));
}

static void tell_size(void)
{
    fact("bytes in file %ld", (long)lseek(LOG, 0, SEEK_END));
}

static void tell_if_any(void)
{
    fact("log %s", lseek(LOG, 0, SEEK_END) > 0 ? "written" : "empty");
}

static int other_end;

static void reuse_for_socket(void)
{
    int ends[2];

    close_log();
    NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    other_end = ends[1];
    as_log(ends[0]);
}

static void tell_what_came(void)
{
    char byte;

    ANSWER("other end", recv(other_end, &byte, 1, MSG_DONTWAIT));
}

static void tell_pending_signals(void)
{
    sigset_t pending, blocked;

    sigpending(&pending);
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    fact("SIGPIPE %s, %s", sigismember(&pending, SIGPIPE) ? "pending" : "not pending",
         sigismember(&blocked, SIGPIPE) ? "blocked" : "not blocked");
}

/* before exec; after exec and before the calls; after the calls */
static const struct {
    const char *name;
    void (*prepare)(void);
    void (*damage)(void);
    void (*tell)(void);
} cases[] = {
    {"sound", open_file, nothing, tell_if_any},
    {"never-open", nothing, open_file, tell_size},
    {"closed", open_file, close_log, nothing},
    {"reused-for-file", open_file, open_file, tell_size},
    {"reused-for-socket", open_file, reuse_for_socket, tell_what_came},
    {"pipe-reused-for-file", open_full_pipe, open_file, tell_size},
    {"read-only", open_read_only, nothing, nothing},
    {"full-pipe", open_full_pipe, nothing, nothing},
    {"pipe-without-reader", open_pipe_without_reader, nothing, tell_pending_signals},
};

static void make_logged_calls(void)
{
    int flags = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;
    int fd = open_socket("udp", "ipv4");

    ANSWER("request", setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    ANSWER("again", setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
}

static size_t find(const char *name)
{
    size_t found = 0;

    while (strcmp(cases[found].name, name) != 0)
        NEED(++found < COUNT(cases) ? 0 : -1);
    return found;
}

static void start_again(char **argv)
{
    cases[find(argv[1])].prepare();
    NEED(setenv("LKOS_LOG_FD", LOG_TEXT, 1));
    if (argv[2])
        NEED(setenv("LD_PRELOAD", argv[2], 1));
    NEED(execv("/proc/self/exe", argv));
}

int main(int argc, char **argv)
{
    (void)argc;
    if (!getenv("LKOS_LOG_FD"))
        start_again(argv);
    size_t chosen = find(argv[1]);
    cases[chosen].damage();
    make_logged_calls();
    cases[chosen].tell();
    return 0;
}
