// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: calls CALL[,CALL...] PROTOCOL FAMILY FORM:FLAGS COUNT. Makes rounds of each call, on a pair whose both ends asked
 * for stamps. Prints nothing and looks at nothing: what it does is counted. What a round does besides is what the library
 * never stands in front of: it writes what is received, and reads what is sent.
 */
#include "asking.h"
#include "rounds.h"
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#define BATCH 64

static struct pair pair;
static struct mmsghdr messages[BATCH];
static struct iovec room[BATCH];
static char data[BATCH][8];
static char control[BATCH][256];
static int epoll;
static int listener;
static int descriptors[FIRST_ROUNDS + MOST_ROUNDS];
static int closed;

static void make_ready(struct mmsghdr *message, int i, size_t control_room)
{
    room[i] = (struct iovec){data[i], sizeof(data[i])};
    *message = (struct mmsghdr){.msg_hdr = {
        .msg_iov = &room[i],
        .msg_iovlen = 1,
        .msg_control = control_room ? control[i] : NULL,
        .msg_controllen = control_room,
    }};
}

static void nothing(void)
{
}

static void send_one(void)
{
    NEED(write(pair.sender, "x", 1));
}

static void receive_one(void)
{
    NEED(read(pair.receiver, data[0], sizeof(data[0])));
}

static void receive(int fd, size_t control_room, int flags)
{
    make_ready(messages, 0, control_room);
    NEED(recvmsg(fd, &messages->msg_hdr, flags));
}

static void receive_batch(size_t control_room)
{
    for (int i = 0; i < BATCH; i++) {
        send_one();
        make_ready(&messages[i], i, control_room);
    }
    NEED(recvmmsg(pair.receiver, messages, BATCH, 0, NULL) == BATCH ? 0 : -1);
}

/* ---- what is received ---- */

static void make_recv(void)
{
    send_one();
    NEED(recv(pair.receiver, data[0], sizeof(data[0]), 0));
}

static void make_recvfrom(void)
{
    union address name;
    socklen_t length = sizeof(name);

    send_one();
    NEED(recvfrom(pair.receiver, data[0], sizeof(data[0]), 0, &name.any, &length));
}

static void make_read(void)
{
    send_one();
    receive_one();
}

static void make_readv(void)
{
    struct iovec piece = {data[0], sizeof(data[0])};

    send_one();
    NEED(readv(pair.receiver, &piece, 1));
}

static void make_recvmsg(void)
{
    send_one();
    receive(pair.receiver, sizeof(control[0]), 0);
}

static void make_recvmsg_without_control(void)
{
    send_one();
    receive(pair.receiver, 0, 0);
}

/* A stamp for each message sent, which is back once that has arrived. */
static void make_recvmsg_of_errors(void)
{
    make_recvmsg();
    receive(pair.sender, sizeof(control[0]), MSG_ERRQUEUE);
}

static void make_recvmmsg(void)
{
    receive_batch(sizeof(control[0]));
}

static void make_recvmmsg_without_control(void)
{
    receive_batch(0);
}

/* ---- what is sent ---- */

static void make_send(void)
{
    NEED(send(pair.sender, "x", 1, 0));
    receive_one();
}

static void make_sendto(void)
{
    NEED(sendto(pair.sender, "x", 1, 0, NULL, 0));
    receive_one();
}

static void make_sendmsg(void)
{
    make_ready(messages, 0, 0);
    NEED(sendmsg(pair.sender, &messages->msg_hdr, 0));
    receive_one();
}

static void make_sendmmsg(void)
{
    for (int i = 0; i < BATCH; i++)
        make_ready(&messages[i], i, 0);
    NEED(sendmmsg(pair.sender, messages, BATCH, 0) == BATCH ? 0 : -1);
    for (int i = 0; i < BATCH; i++)
        receive_one();
}

static void make_write(void)
{
    send_one();
    receive_one();
}

/* ---- options and requests ---- */

static void make_setsockopt(void)
{
    int on = 1;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)));
}

static void make_getsockopt(void)
{
    int value;
    socklen_t length = sizeof(value);

    NEED(getsockopt(pair.sender, SOL_SOCKET, SO_ERROR, &value, &length));
}

static void make_ioctl(void)
{
    int waiting;

    NEED(ioctl(pair.receiver, FIONREAD, &waiting));
}

static void make_fcntl(void)
{
    NEED(fcntl(pair.receiver, F_GETFL));
}

static void make_prctl(void)
{
    NEED(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

static void make_syscall(void)
{
    NEED(syscall(SYS_getppid));
}

/* ---- events ---- */

static void make_poll(void)
{
    struct pollfd arrival = {.fd = pair.receiver, .events = POLLOUT};

    NEED(poll(&arrival, 1, 0));
}

static void open_epoll(void)
{
    struct epoll_event event = {.events = EPOLLOUT};

    epoll = NEED(epoll_create1(0));
    NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, pair.receiver, &event));
}

static void make_epoll_wait(void)
{
    struct epoll_event event;

    NEED(epoll_wait(epoll, &event, 1, 0));
}

static void make_epoll_ctl(void)
{
    struct epoll_event event = {.events = EPOLLOUT};

    NEED(epoll_ctl(epoll, EPOLL_CTL_MOD, pair.receiver, &event));
}

/* ---- descriptors ---- */

static void make_socket(void)
{
    NEED(socket(AF_INET, SOCK_DGRAM, 0));
}

static void make_connect(void)
{
    static union address address;
    socklen_t length = sizeof(address);

    NEED(getpeername(pair.sender, &address.any, &length));
    NEED(connect(pair.sender, &address.any, length));
}

static void open_connections(void)
{
    union address address;

    listener = open_socket("tcp", "ipv4");
    address = bind_loopback(listener, "ipv4");
    NEED(listen(listener, COUNT(descriptors)));
    for (size_t i = 0; i < COUNT(descriptors); i++)
        NEED(connect(open_socket("tcp", "ipv4"), &address.any, sizeof(address)));
}

static void make_accept(void)
{
    NEED(accept(listener, NULL, NULL));
}

static void make_accept4(void)
{
    NEED(accept4(listener, NULL, NULL, SOCK_CLOEXEC));
}

static void make_dup(void)
{
    NEED(dup(pair.sender));
}

static void open_descriptors(void)
{
    for (size_t i = 0; i < COUNT(descriptors); i++)
        descriptors[i] = NEED(socket(AF_INET, SOCK_DGRAM, 0));
    closed = 0;
}

static void make_dup2(void)
{
    NEED(dup2(pair.sender, descriptors[0]));
}

static void make_dup3(void)
{
    NEED(dup3(pair.sender, descriptors[0], O_CLOEXEC));
}

static void make_pipe(void)
{
    int ends[2];

    NEED(pipe(ends));
}

static void make_close(void)
{
    NEED(close(descriptors[closed++]));
}

static const struct {
    const char *name;
    void (*make)(void);
    void (*prepare)(void);
} calls[] = {
    {"recv", make_recv, nothing},
    {"recvfrom", make_recvfrom, nothing},
    {"read", make_read, nothing},
    {"readv", make_readv, nothing},
    {"recvmsg", make_recvmsg, nothing},
    {"recvmsg-without-control", make_recvmsg_without_control, nothing},
    {"recvmsg-of-errors", make_recvmsg_of_errors, nothing},
    {"recvmmsg", make_recvmmsg, nothing},
    {"recvmmsg-without-control", make_recvmmsg_without_control, nothing},
    {"send", make_send, nothing},
    {"sendto", make_sendto, nothing},
    {"sendmsg", make_sendmsg, nothing},
    {"sendmmsg", make_sendmmsg, nothing},
    {"write", make_write, nothing},
    {"setsockopt", make_setsockopt, nothing},
    {"getsockopt", make_getsockopt, nothing},
    {"ioctl", make_ioctl, nothing},
    {"fcntl", make_fcntl, nothing},
    {"prctl", make_prctl, nothing},
    {"syscall", make_syscall, nothing},
    {"poll", make_poll, nothing},
    {"epoll_wait", make_epoll_wait, open_epoll},
    {"epoll_ctl", make_epoll_ctl, open_epoll},
    {"socket", make_socket, nothing},
    {"connect", make_connect, nothing},
    {"accept", make_accept, open_connections},
    {"accept4", make_accept4, open_connections},
    {"pipe", make_pipe, nothing},
    {"close", make_close, open_descriptors},
    {"dup", make_dup, nothing},
    {"dup2", make_dup2, open_descriptors},
    {"dup3", make_dup3, open_descriptors},
};

static void make(const char *name, int count)
{
    size_t i = 0;

    while (strcmp(name, calls[i].name) != 0)
        NEED(++i < COUNT(calls) ? 0 : -1);
    calls[i].prepare();
    count_rounds(name, calls[i].make, count);
}

int main(int, char **argv)
{
    int count = atoi(argv[5]);

    NEED(count <= MOST_ROUNDS ? 0 : -1);
    pair = open_pair(argv[2], argv[3]);
    NEED(ask(pair.sender, argv[4]));
    NEED(ask(pair.receiver, argv[4]));
    for (char *name = strtok(argv[1], ","); name; name = strtok(NULL, ","))
        make(name, count);
    return 0;
}
