// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filtered INSTALLATION CALLS. The application's first calls, made under a filter that lets pass what it calls
 * itself and nothing else. The filter is installed by prctl, by a system call of its own, or by who started it.
 */
#include "filter.h"
#include "messages.h"
#include <linux/net_tstamp.h>
#include <onload/extensions.h>
#include <onload/extensions_zc.h>
#include <sys/epoll.h>
#include <sys/uio.h>

#define SENDER 20
#define RECEIVER 21

static struct pair pair;
static struct message message;

static int request(int flags)
{
    return setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags));
}

static int request_stamps(void)
{
    return request(SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
}

static void nothing(void)
{
}

static void plain_options(void)
{
    int value = 65536;
    socklen_t length = sizeof(value);

    ANSWER("setsockopt", setsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &value, sizeof(value)));
    ANSWER("getsockopt", getsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &value, &length));
}

static void stamp_request(void)
{
    ANSWER("request", request_stamps());
}

static void software_requests(void)
{
    int fd = pair.receiver;

    ANSWER("request", request(SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE));
    ANSWER("bad flags", request(1 << 30));
    ANSWER("nowhere", setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, NULL, sizeof(int)));
    ANSWER("short", setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, NULL, 0));
}

static void stamp_options(void)
{
    int flags = 0;
    socklen_t length = sizeof(flags);

    ANSWER("request", request_stamps());
    ANSWER("its flags", getsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, &length));
    fact("flags %#x", flags);
}

static void stamp_request_before(void)
{
    NEED(request_stamps());
}

static void receive(void)
{
    prepare(&message);
    NEED(send(pair.sender, "data", 4, 0));
    ANSWER("recvmsg", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    prepare(&message);
    NEED(send(pair.sender, "data", 4, 0));
    ANSWER("recvmmsg", recvmmsg(pair.receiver, &message.header, 1, 0, NULL));
}

static int datagrams_seen;

static enum onload_zc_callback_rc count_seen(struct onload_zc_msg *datagram, void *unused, int flags)
{
    (void)unused;
    (void)flags;
    NEED(datagram->iov->iov_len == 4 && memcmp(datagram->iov->iov_base, "data", 4) == 0 ? 0 : -1);
    datagrams_seen++;
    return ONLOAD_ZC_CONTINUE;
}

static void filter_before(void)
{
    if (onload_set_recv_filter(pair.receiver, count_seen, NULL, 0) < 0)
        datagrams_seen = -4;
}

static void receive_unnamed(void)
{
    char data[8];
    struct iovec piece = {data, sizeof(data)};

    for (int i = 0; i < 2; i++)
        NEED(send(pair.sender, "data", 4, 0));
    ANSWER("recv", recv(pair.receiver, data, sizeof(data), 0));
    ANSWER("readv", readv(pair.receiver, &piece, 1));
}

static void receive_by_all(void)
{
    receive();
    receive_unnamed();
    NEED(datagrams_seen % 4 == 0 ? 0 : -1);
}

static void set_filter(void)
{
    ANSWER("filter", onload_set_recv_filter(pair.receiver, count_seen, NULL, 0));
}

/* Its data goes nowhere, so the one that waits before is the only one. */
static void warm(void)
{
    struct iovec data = {"warm", 4};
    struct mmsghdr batch = {.msg_hdr = {.msg_iov = &data, .msg_iovlen = 1}};
    char bytes[8] = "";

    ANSWER("send", send(pair.sender, "data", 4, 0));
    ANSWER("warm send", send(pair.sender, "warm", 4, ONLOAD_MSG_WARM));
    ANSWER("warm sendmsg", sendmsg(pair.sender, &batch.msg_hdr, ONLOAD_MSG_WARM));
    ANSWER("warm sendmmsg", sendmmsg(pair.sender, &batch, 1, ONLOAD_MSG_WARM));
    ANSWER("refused warm send", send(-1, "warm", 4, ONLOAD_MSG_WARM));
    ANSWER("arrived", recv(pair.receiver, bytes, sizeof(bytes), 0));
}

static void onload(void)
{
    struct epoll_event event;

    ANSWER("ordered wait", onload_ordered_epoll_wait(-1, &event, NULL, 1, 0));
    ANSWER("socket", onload_socket_nonaccel(-1, SOCK_STREAM, 0));
    ANSWER("stack name", onload_set_stackname(ONLOAD_ALL_THREADS, ONLOAD_SCOPE_GLOBAL, "name"));
    ANSWER("fd stat", onload_fd_stat(0, NULL));
}

/* Their results differ under emulation, where something is done. */
static void endpoints(void)
{
    int fd = NEED(socket(AF_INET, SOCK_DGRAM, 0));
    int copy = NEED(dup(fd));
    char byte;

    fact("stack name %d", onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_THREAD, "name"));
    fact("save %d", onload_stackname_save());
    fact("option %d", onload_stack_opt_set_int("EF_RXQ_MIN", 5));
    fact("spin %d", onload_thread_set_spin(ONLOAD_SPIN_ALL, 1));
    fact("fd stat %d %d", onload_fd_stat(fd, NULL), onload_fd_stat(copy, NULL));
    fact("feature %d", onload_fd_check_feature(fd, ONLOAD_FD_FEAT_MSG_WARM));
    fact("move %d", onload_move_fd(fd));
    fact("recv %zd", recv(fd, &byte, 1, MSG_DONTWAIT));
    fact("fd stat of another %d", onload_fd_stat(0, NULL));
}

#ifdef SYS_epoll_wait
#define EPOLL_CALLS SYS_epoll_wait, SYS_epoll_pwait
#else
#define EPOLL_CALLS SYS_epoll_pwait
#endif

/* The last are calls of which one option alone may pass. */
static const struct subject {
    const char *name;
    void (*before)(void);
    void (*run)(void);
    int calls[6];
    struct {
        int call, option;
    } options[2];
} subjects[] = {
    {"plain-options", nothing, plain_options, .calls = {SYS_setsockopt, SYS_getsockopt}},
    {"plain-receive", nothing, receive, .calls = {SYS_recvmsg, SYS_recvmmsg}},
    {"software-requests", nothing, software_requests, .options = {{SYS_setsockopt, SO_TIMESTAMPING}}},
    {"stamp-request", nothing, stamp_request, .calls = {SYS_setsockopt}},
    {"stamp-options", nothing, stamp_options, .calls = {SYS_setsockopt, SYS_getsockopt}},
    {"stamped-receive", stamp_request_before, receive, .calls = {SYS_recvmsg, SYS_recvmmsg}},
    {"filter-receive",
     filter_before,
     receive_by_all,
     .calls = {SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_readv}},
    {"filter-set", nothing, set_filter, .calls = {SYS_recvfrom}},
    {"warm", nothing, warm, .calls = {SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom}},
    {"onload", nothing, onload, .calls = {SYS_socket, EPOLL_CALLS}},
    {"endpoints", nothing, endpoints, .calls = {SYS_socket, SYS_dup, SYS_recvfrom}},
};

/* Printing, sending and the end are part of every subject. */
static const int always[] = {SYS_write, SYS_sendto, SYS_exit_group};

/* What the loader and libc call on the way to main. */
static const int startup[] = {
    SYS_execve, SYS_brk,        SYS_mmap,       SYS_munmap,          SYS_mprotect,
    SYS_openat, SYS_close,      SYS_read,       SYS_pread64,         SYS_fstat,
    SYS_getpid, SYS_futex,      SYS_getrandom,  SYS_set_tid_address, SYS_set_robust_list,
    SYS_rseq,   SYS_prlimit64,  SYS_newfstatat, SYS_faccessat,
#ifdef __x86_64__
    SYS_access, SYS_arch_prctl, SYS_readlink,
#endif
};

static const struct subject *find_subject(const char *name)
{
    size_t i = 0;

    while (strcmp(subjects[i].name, name) != 0)
        NEED(++i < COUNT(subjects) ? 0 : -1);
    return &subjects[i];
}

static void allow_subject(struct filter *filter, const struct subject *subject)
{
    begin_filter(filter);
    allow(filter, always, COUNT(always));
    for (size_t i = 0; i < COUNT(subject->calls) && subject->calls[i] != 0; i++)
        allow(filter, &subject->calls[i], 1);
    for (size_t i = 0; i < COUNT(subject->options) && subject->options[i].call != 0; i++)
        allow_option(filter, subject->options[i].call, subject->options[i].option);
}

static void start_filtered(struct filter *filter, char **argv)
{
    NEED(dup2(pair.sender, SENDER));
    NEED(dup2(pair.receiver, RECEIVER));
    allow(filter, startup, COUNT(startup));
    end_filter(filter);
    install_by_system_call(filter);
    argv[1] = "started";
    NEED(execv(argv[0], argv));
}

static void install(struct filter *filter, char **argv)
{
    if (strcmp(argv[1], "inherited") == 0)
        start_filtered(filter, argv);
    end_filter(filter);
    if (strcmp(argv[1], "prctl") == 0)
        install_by_prctl(filter);
    else
        install_by_system_call(filter);
}

int main(int argc, char **argv)
{
    const struct subject *subject = find_subject(argv[argc - 1]);
    struct filter filter;

    fact("filter by %s", argv[1]);
    pair = (struct pair){SENDER, RECEIVER};
    if (strcmp(argv[1], "started") != 0) {
        pair = open_udp_pair("ipv4");
        subject->before();
        allow_subject(&filter, subject);
        install(&filter, argv);
    }
    subject->run();
    return 0;
}
