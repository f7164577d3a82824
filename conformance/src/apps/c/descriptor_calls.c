// SPDX-License-Identifier: GPL-2.0-only
/* The calls that make descriptors and receive from them, well and badly: results, errno and what was written. */
#include "app.h"
#include <fcntl.h>
#include <sys/epoll.h>

/* Not a constant, of which the compiler would warn. */
static void *volatile nowhere = (void *)16;

#define NOWHERE ((void *)nowhere)

static void copies(int fd)
{
    ANSWER("dup", dup(fd) > fd);
    ANSWER("dup of none", dup(-1));
    ANSWER("dup2", dup2(fd, 90));
    ANSWER("dup2 to itself", dup2(fd, fd));
    ANSWER("dup2 of none", dup2(999, 91));
    ANSWER("dup2 to none", dup2(fd, -1));
    ANSWER("dup3", dup3(fd, 92, O_CLOEXEC));
    ANSWER("dup3 to itself", dup3(fd, fd, 0));
    ANSWER("dup3 flags", dup3(fd, 93, 1));
    ANSWER("F_DUPFD", fcntl(fd, F_DUPFD, 94));
    ANSWER("F_DUPFD_CLOEXEC", fcntl(fd, F_DUPFD_CLOEXEC, 95));
    ANSWER("F_DUPFD negative", fcntl(fd, F_DUPFD, -1));
    ANSWER("F_GETFD", fcntl(95, F_GETFD));
    ANSWER("F_GETFL", fcntl(fd, F_GETFL) & O_NONBLOCK);
    ANSWER("fcntl of none", fcntl(-1, F_GETFL));
}

static void pipes(void)
{
    int ends[2] = {-7, -7};
    char byte = 'x';

    ANSWER("pipe", pipe(ends));
    ANSWER("write", write(ends[1], &byte, 1));
    ANSWER("read", read(ends[0], &byte, 1));
    ANSWER("recv from a pipe", recv(ends[0], &byte, 1, MSG_DONTWAIT));
    ANSWER("pipe2", pipe2(ends, O_NONBLOCK | O_CLOEXEC));
    ANSWER("its flags", fcntl(ends[0], F_GETFD));
    ANSWER("pipe2 flags", pipe2(ends, 1 << 30));
    ANSWER("pipe nowhere", pipe(NOWHERE));
    ANSWER("pipe2 nowhere", pipe2(NOWHERE, 0));
}

static void sockets(void)
{
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_STREAM | SOCK_NONBLOCK, 77, -1};

    for (size_t i = 0; i < COUNT(types); i++) {
        int fd = socket(AF_INET, types[i], types[i] == SOCK_RAW ? IPPROTO_ICMP : 0);
        fact("type %#x: %s", types[i], fd < 0 ? strerrorname_np(errno) : "made");
        close(fd);
    }
    ANSWER("family", socket(-1, SOCK_STREAM, 0));
    ANSWER("protocol", socket(AF_INET, SOCK_STREAM, IPPROTO_UDP));
}

static void receives(const char *protocol, const char *family)
{
    struct pair pair = open_pair(protocol, family);
    union address from = {0};
    socklen_t length = sizeof(from);
    char data[8] = "-------";

    NEED(send(pair.sender, "1234", 4, 0));
    await(pair.receiver, POLLIN);
    ANSWER("recv nowhere", recv(pair.receiver, NOWHERE, 4, 0));
    NEED(send(pair.sender, "5678", 4, 0));
    await(pair.receiver, POLLIN);
    ANSWER("recv peek", recv(pair.receiver, data, 4, MSG_PEEK));
    ANSWER("recv", recv(pair.receiver, data, 2, 0));
    fact("data %s", data);
    NEED(send(pair.sender, "90", 2, 0));
    await(pair.receiver, POLLIN);
    ANSWER("recvfrom", recvfrom(pair.receiver, data, sizeof(data), MSG_TRUNC, &from.any, &length));
    fact("data %s from family %d, length %d", data, from.any.sa_family, length);
    ANSWER("recvfrom without an address", recvfrom(pair.receiver, data, 1, MSG_DONTWAIT, NULL, NULL));
    while (recv(pair.receiver, data, sizeof(data), MSG_DONTWAIT) > 0)
        continue;
    ANSWER("recv of nothing", recv(pair.receiver, data, 4, MSG_DONTWAIT));
    ANSWER("recv of none", recv(-1, data, 4, 0));
    ANSWER("recv of a file", recv(0, data, 4, 0));
    ANSWER("recvfrom of none", recvfrom(999, data, 4, 0, NULL, NULL));
    ANSWER("accept of no listener", accept(pair.receiver, NULL, NULL));
    ANSWER("accept4 of none", accept4(-1, NULL, NULL, 0));
    ANSWER("accept4 flags", accept4(pair.receiver, NULL, NULL, -1));
    ANSWER("errors are none of ours", recv(pair.receiver, data, 4, MSG_ERRQUEUE | MSG_DONTWAIT));
    close_pair(pair);
}

static void sets(void)
{
    int set = NEED(epoll_create1(0)), fd = open_socket("udp", "ipv4");
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = 0x1122334455667788};

    ANSWER("add", epoll_ctl(set, EPOLL_CTL_ADD, fd, &event));
    ANSWER("add again", epoll_ctl(set, EPOLL_CTL_ADD, fd, &event));
    ANSWER("change", epoll_ctl(set, EPOLL_CTL_MOD, fd, &event));
    ANSWER("remove", epoll_ctl(set, EPOLL_CTL_DEL, fd, NULL));
    ANSWER("remove again", epoll_ctl(set, EPOLL_CTL_DEL, fd, NULL));
    ANSWER("nothing", epoll_ctl(set, 99, fd, &event));
    ANSWER("add nowhere", epoll_ctl(set, EPOLL_CTL_ADD, fd, NOWHERE));
    ANSWER("add none", epoll_ctl(set, EPOLL_CTL_ADD, -1, &event));
    ANSWER("add to none", epoll_ctl(fd, EPOLL_CTL_ADD, fd, &event));
    ANSWER("add a set to itself", epoll_ctl(set, EPOLL_CTL_ADD, set, &event));
}

int main(int argc, char **argv)
{
    (void)argc;
    copies(open_socket(argv[1], argv[2]));
    copies(0);
    pipes();
    sockets();
    receives(argv[1], argv[2]);
    sets();
    return 0;
}
