// SPDX-License-Identifier: GPL-2.0-only
/* Usage: descriptor_limit FLAGS. Calls of a process that may have no more descriptors, and of one that may again. */
#include "stamping.h"
#include <fcntl.h>
#include <sys/resource.h>

static int flags;

static struct rlimit allow(rlim_t descriptors)
{
    struct rlimit former;
    struct rlimit limit;

    NEED(getrlimit(RLIMIT_NOFILE, &former));
    limit = former;
    limit.rlim_cur = descriptors;
    NEED(setrlimit(RLIMIT_NOFILE, &limit));
    return former;
}

static void refuse_new_ones(int listener, int fd)
{
    ANSWER("socket", socket(AF_INET, SOCK_DGRAM, 0));
    ANSWER("dup", dup(fd));
    ANSWER("dup2 beyond", dup2(fd, 1000));
    ANSWER("dup2 itself", dup2(fd, fd) - fd);
    ANSWER("F_DUPFD", fcntl(fd, F_DUPFD, 0));
    ANSWER("accept", accept(listener, NULL, NULL));
    ANSWER("accept4", accept4(listener, NULL, NULL, SOCK_CLOEXEC));
}

static void use_old_ones(struct pair pair)
{
    int got = 0;
    socklen_t length = sizeof(got);
    struct message message;

    ANSWER("request", setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    ANSWER("read back", getsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &got, &length));
    fact("flags %s", got == flags ? "as set" : "others");
    ANSWER("send", send(pair.sender, "data", 4, 0));
    prepare(&message);
    ANSWER("recvmsg", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    fact("control %zu", message.header.msg_hdr.msg_controllen);
    ANSWER("recv", recv(pair.receiver, message.data, sizeof(message.data), MSG_DONTWAIT));
}

int main(int argc, char **argv)
{
    int listener = open_socket("tcp", "ipv4");
    union address address = bind_loopback(listener, "ipv4");
    int client = open_socket("tcp", "ipv4");
    struct pair pair = open_udp_pair("ipv4");

    keep_stamping_on();
    flags = strtol(argv[argc - 1], NULL, 0);
    NEED(listen(listener, 1));
    NEED(connect(client, &address.any, sizeof(address)));
    int last = open_socket("udp", "ipv4");
    struct rlimit former = allow(last + 1);
    refuse_new_ones(listener, pair.receiver);
    use_old_ones(pair);
    NEED(setrlimit(RLIMIT_NOFILE, &former));
    fact("accepted %d", accept(listener, NULL, NULL) >= 0);
    use_old_ones(pair);
    return 0;
}
