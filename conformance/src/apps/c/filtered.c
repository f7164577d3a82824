// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filtered WHAT. Makes some calls under a filter that kills the process at the first system call it would not
 * make itself; the calls are the application's first.
 */
#include "messages.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/net_tstamp.h>
#include <linux/seccomp.h>
#include <onload/extensions.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define MOST_CALLS 16

static struct pair pair;
static struct message message;

/* Loads the call's number after making sure of the architecture. */
static const struct sock_filter prologue[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
};

static void allow_only(const int *calls, size_t count)
{
    struct sock_filter filter[COUNT(prologue) + 2 * MOST_CALLS + 1];
    struct sock_fprog program = {.filter = filter};

    memcpy(filter, prologue, sizeof(prologue));
    program.len = COUNT(prologue);
    for (size_t i = 0; i < count; i++) {
        filter[program.len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1);
        filter[program.len++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    }
    filter[program.len++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    NEED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    NEED(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program));
}

/* What every application here does besides: print, send, and end. */
#define ALLOW_ONLY(...)                                                                                                \
    do {                                                                                                               \
        static const int calls_[] = {SYS_write, SYS_sendto, SYS_exit_group, __VA_ARGS__};                              \
        allow_only(calls_, COUNT(calls_));                                                                             \
    } while (0)

static int request_stamps(void)
{
    int flags = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;

    return setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags));
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

static void plain_options(void)
{
    int value = 65536;
    socklen_t length = sizeof(value);

    ALLOW_ONLY(SYS_setsockopt, SYS_getsockopt);
    ANSWER("setsockopt", setsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &value, sizeof(value)));
    ANSWER("getsockopt", getsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &value, &length));
}

static void plain_receive(void)
{
    ALLOW_ONLY(SYS_recvmsg, SYS_recvmmsg);
    receive();
}

static void stamp_request(void)
{
    ALLOW_ONLY(SYS_setsockopt);
    ANSWER("request", request_stamps());
}

static void stamp_options(void)
{
    int flags = 0;
    socklen_t length = sizeof(flags);

    ALLOW_ONLY(SYS_setsockopt, SYS_getsockopt);
    ANSWER("request", request_stamps());
    ANSWER("its flags", getsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, &length));
    fact("flags %#x", flags);
}

static void stamped_receive(void)
{
    NEED(request_stamps());
    ALLOW_ONLY(SYS_recvmsg, SYS_recvmmsg);
    receive();
}

static void onload(void)
{
    struct epoll_event event;
    int epoll = NEED(epoll_create1(0));

    ALLOW_ONLY(SYS_socket, SYS_epoll_pwait,
#ifdef SYS_epoll_wait
               SYS_epoll_wait
#endif
    );
    ANSWER("ordered wait", onload_ordered_epoll_wait(epoll, &event, NULL, 1, 0));
    ANSWER("socket", onload_socket_nonaccel(-1, SOCK_STREAM, 0));
    ANSWER("stack name", onload_set_stackname(ONLOAD_ALL_THREADS, ONLOAD_SCOPE_GLOBAL, "name"));
    ANSWER("fd stat", onload_fd_stat(0, NULL));
}

static const struct {
    const char *name;
    void (*run)(void);
} subjects[] = {
    {"plain-options", plain_options},     {"plain-receive", plain_receive}, {"stamp-request", stamp_request},
    {"stamp-options", stamp_options},     {"stamped-receive", stamped_receive}, {"onload", onload},
};

int main(int argc, char **argv)
{
    pair = open_udp_pair("ipv4");
    fact("filtered");
    for (size_t i = 0; i < COUNT(subjects); i++)
        if (strcmp(argv[argc - 1], subjects[i].name) == 0)
            subjects[i].run();
    return 0;
}
