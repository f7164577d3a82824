// SPDX-License-Identifier: GPL-2.0-only
/* onload_fd_stat for every kind of descriptor, open and closed, on a struct filled with a pattern. */
#include "app.h"
#include "onload.h"
#include <fcntl.h>
#include <linux/netlink.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

static void stat_of(const char *kind, int fd)
{
    struct onload_stat pattern;
    struct onload_stat stat;

    memset(&pattern, 0x5a, sizeof(pattern));
    memset(&stat, 0x5a, sizeof(stat));
    ANSWER(kind, ONLOAD(onload_fd_stat)(fd, &stat));
    fact("%s: %s", kind, memcmp(&stat, &pattern, sizeof(stat)) == 0 ? "struct untouched" : "struct touched");
}

static void stat_and_close(const char *kind, int fd)
{
    stat_of(kind, NEED(fd));
    NEED(close(fd));
}

static void connected(const char *protocol, const char *family)
{
    struct pair pair = open_pair(protocol, family);

    stat_and_close(protocol, pair.sender);
    stat_and_close(protocol, pair.receiver);
}

static void sockets(void)
{
    connected("udp", "ipv4");
    connected("udp", "ipv6");
    connected("tcp", "ipv4");
    connected("tcp", "ipv6");
    stat_and_close("fresh tcp", open_socket("tcp", "ipv4"));
    stat_and_close("fresh udp", open_socket("udp", "ipv6"));
    stat_and_close("unix", socket(AF_UNIX, SOCK_STREAM, 0));
    stat_and_close("netlink", socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
}

static void other_descriptors(void)
{
    sigset_t none;
    int ends[2];

    sigemptyset(&none);
    NEED(pipe(ends));
    stat_and_close("pipe, read end", ends[0]);
    stat_and_close("pipe, write end", ends[1]);
    stat_and_close("epoll", epoll_create1(0));
    stat_and_close("eventfd", eventfd(0, 0));
    stat_and_close("timerfd", timerfd_create(CLOCK_MONOTONIC, 0));
    stat_and_close("signalfd", signalfd(-1, &none, 0));
    stat_and_close("inotify", inotify_init());
    stat_and_close("memfd", memfd_create("lkos", 0));
    stat_and_close("file", open("/proc/self/exe", O_RDONLY));
    stat_and_close("directory", open("/", O_RDONLY | O_DIRECTORY));
    stat_and_close("path", open("/", O_PATH));
    stat_and_close("device", open("/dev/null", O_RDWR));
}

static void no_descriptors(void)
{
    int closed = NEED(dup(0));

    NEED(close(closed));
    stat_of("closed", closed);
    stat_of("-1", -1);
    stat_of("INT_MIN", INT32_MIN);
    stat_of("INT_MAX", INT32_MAX);
}

int main(void)
{
    sockets();
    other_descriptors();
    no_descriptors();
    ANSWER("no struct", ONLOAD(onload_fd_stat)(0, NULL));
    return 0;
}
