// SPDX-License-Identifier: GPL-2.0-only
/* onload_move_fd for descriptors of every kind and past: its result, and the stack that each is in afterwards. */
#include "app.h"
#include "onload.h"
#include <fcntl.h>
#include <linux/net_tstamp.h>
#include <onload/extensions_zc.h>
#include <sys/epoll.h>
#include <sys/resource.h>

/* Nothing is remembered of descriptors from 65536 on. */
#define HIGH 65600

static void name_stack(const char *name)
{
    NEED(ONLOAD(onload_set_stackname)(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, name));
}

static const char *stack_of(int fd)
{
    static char name[32];
    struct onload_stat stat;

    if (ONLOAD(onload_fd_stat)(fd, &stat) != 1)
        return "kernel";
    snprintf(name, sizeof(name), "%s", stat.stack_name);
    free(stat.stack_name);
    return name;
}

/* To another stack than all are made in. */
static void move(const char *what, int fd)
{
    name_stack("there");
    errno = UNTOUCHED;
    int result = ONLOAD(onload_move_fd)(fd);
    fact("%s: %d %s <%s>", what, result, error_name(errno), stack_of(fd));
    name_stack("here");
}

static struct pair connection(void)
{
    return open_tcp_pair("ipv4");
}

static void tcp(void)
{
    struct pair pair = connection();
    int fd = open_socket("tcp", "ipv4");
    char byte;

    move("closed", fd);
    move("there already", fd);
    fd = open_socket("tcp", "ipv6");
    bind_loopback(fd, "ipv6");
    move("bound", fd);
    fd = open_socket("tcp", "ipv4");
    bind_loopback(fd, "ipv4");
    NEED(listen(fd, 1));
    move("listening", fd);
    move("connected", pair.sender);
    move("accepted", pair.receiver);
    pair = connection();
    NEED(send(pair.sender, "x", 1, 0));
    await(pair.receiver, POLLIN);
    move("accepted, data waiting", pair.receiver);
    NEED(recv(pair.receiver, &byte, 1, 0));
    name_stack("elsewhere");
    fact("accepted, data read: %d", ONLOAD(onload_move_fd)(pair.receiver));
    name_stack("here");
    pair = connection();
    NEED(send(pair.receiver, "x", 1, 0));
    move("accepted, data sent", pair.receiver);
    pair = connection();
    struct iovec data = {.iov_base = "x", .iov_len = 1};
    onload_template_handle handle;
    NEED(ONLOAD(onload_msg_template_alloc)(pair.receiver, &data, 1, &handle, 0));
    move("accepted, template made", pair.receiver);
    NEED(ONLOAD(onload_msg_template_abort)(pair.receiver, handle));
    move("accepted, template given up", pair.receiver);
    pair = connection();
    NEED(shutdown(pair.sender, SHUT_WR));
    await(pair.receiver, POLLRDHUP);
    move("accepted, ended", pair.receiver);
}

static void udp(void)
{
    struct pair pair = open_udp_pair("ipv4");

    move("udp", open_socket("udp", "ipv4"));
    move("udp over ipv6", open_socket("udp", "ipv6"));
    move("udp, bound", pair.receiver);
    move("udp, connected", pair.sender);
}

static void others(void)
{
    int ends[2], flags = SOF_TIMESTAMPING_TX_HARDWARE, fd = open_socket("udp", "ipv4");

    NEED(pipe(ends));
    move("pipe", ends[0]);
    move("file", 0);
    move("unix", NEED(socket(AF_UNIX, SOCK_STREAM, 0)));
    move("closed descriptor", 999);
    move("no descriptor", -1);
    move("kernel's", NEED(ONLOAD(onload_socket_nonaccel)(AF_INET, SOCK_STREAM, 0)));
    NEED(setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    move("with timestamps", fd);
    fd = open_socket("tcp", "ipv4");
    NEED(ONLOAD(onload_set_stackname)(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, ONLOAD_DONT_ACCELERATE));
    fact("to the kernel: %d <%s>", ONLOAD(onload_move_fd)(fd), stack_of(fd));
    name_stack("here");
}

static void watched(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int other = NEED(epoll_create1(0)), fd = open_socket("udp", "ipv4"), copy = NEED(dup(fd));
    int set = NEED(epoll_create1(0));

    NEED(epoll_ctl(set, EPOLL_CTL_ADD, copy, &event));
    move("watched by its copy", fd);
    NEED(epoll_ctl(set, EPOLL_CTL_DEL, copy, &event));
    move("watched no more", fd);
    fact("its copy: <%s>", stack_of(copy));
    fd = open_socket("udp", "ipv4");
    NEED(epoll_ctl(set, EPOLL_CTL_ADD, fd, &event));
    move("watched", fd);
    NEED(dup2(other, set));
    move("watched by a set that is closed", fd);
    fd = open_socket("udp", "ipv4");
    NEED(epoll_ctl(other, EPOLL_CTL_ADD, fd, &event));
    NEED(close(other));
    NEED(close(set));
    move("watched by a number that is closed", fd);
}

static void watched_twice(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int one = NEED(epoll_create1(0)), other = NEED(epoll_create1(0)), fd = open_socket("udp", "ipv4");

    NEED(epoll_ctl(one, EPOLL_CTL_ADD, fd, &event));
    NEED(epoll_ctl(other, EPOLL_CTL_ADD, fd, &event));
    NEED(epoll_ctl(other, EPOLL_CTL_DEL, fd, &event));
    move("watched by the first of two", fd);
    NEED(epoll_ctl(other, EPOLL_CTL_ADD, fd, &event));
    NEED(epoll_ctl(one, EPOLL_CTL_DEL, fd, &event));
    move("watched by the second of two", fd);
    NEED(epoll_ctl(other, EPOLL_CTL_DEL, fd, &event));
    move("watched by none of two", fd);
    NEED(close(one));
    NEED(close(other));
}

/* Sets that go on by their copies, or are the first of more than two. */
static void watched_for_long(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int one = NEED(epoll_create1(0)), copy = NEED(dup(one)), fd = open_socket("udp", "ipv4"), later[2];

    NEED(epoll_ctl(one, EPOLL_CTL_ADD, fd, &event));
    NEED(close(copy));
    copy = NEED(fcntl(one, F_DUPFD_CLOEXEC, 100));
    NEED(close(one));
    move("watched by a copied set", fd);
    for (size_t i = 0; i < COUNT(later); i++) {
        later[i] = NEED(epoll_create1(0));
        NEED(epoll_ctl(later[i], EPOLL_CTL_ADD, fd, &event));
    }
    NEED(close(later[0]));
    NEED(close(later[1]));
    move("watched by the first of three", fd);
    NEED(close(copy));
    move("watched by none of three", fd);
}

/* An ordered wait looks at stamps of what waits; the application has asked for none. */
static void ordered(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    struct onload_ordered_epoll_event order;
    int set = NEED(epoll_create1(0));
    struct pair pair = connection();

    NEED(send(pair.sender, "x", 1, 0));
    NEED(epoll_ctl(set, EPOLL_CTL_ADD, pair.receiver, &event));
    NEED(ONLOAD(onload_ordered_epoll_wait)(set, &event, &order, 1, PATIENCE_MS) == 1 ? 0 : -1);
    NEED(epoll_ctl(set, EPOLL_CTL_DEL, pair.receiver, NULL));
    move("in order before", pair.receiver);
}

/* Numbers that nothing is remembered of, where the process may have them. */
static void beyond(void)
{
    struct rlimit limit = {.rlim_cur = HIGH + 1, .rlim_max = HIGH + 1};

    if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
        move("beyond what is remembered", NEED(dup2(open_socket("udp", "ipv4"), HIGH)));
}

int main(void)
{
    name_stack("here");
    tcp();
    udp();
    others();
    watched();
    watched_twice();
    watched_for_long();
    ordered();
    beyond();
    return 0;
}
