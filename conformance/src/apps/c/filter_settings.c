// SPDX-License-Identifier: GPL-2.0-only
/* Usage: filter_settings FAMILY. What sockets can have a filter, which one it is, and by which descriptors it is met. */
#include "onload.h"
#include "rights.h"
#include <fcntl.h>
#include <onload/extensions_zc.h>
#include <sys/epoll.h>

static const char *family;
static struct pair pair;
static char seen[64];

static enum onload_zc_callback_rc append(struct onload_zc_msg *message, void *name, int flags)
{
    (void)message;
    (void)flags;
    strcat(seen, name);
    return ONLOAD_ZC_CONTINUE;
}

static enum onload_zc_callback_rc append_twice(struct onload_zc_msg *message, void *name, int flags)
{
    append(message, name, flags);
    return append(message, name, flags);
}

/* Returned so that it cannot be ignored, and is. */
static enum onload_zc_callback_rc refuse(struct onload_zc_msg *message, void *codes, int flags)
{
    append(message, "refused ", flags);
    return (enum onload_zc_callback_rc)(uintptr_t)codes;
}

static int set(int fd, onload_zc_recv_filter_callback filter, const char *name)
{
    return ONLOAD(onload_set_recv_filter)(fd, filter, (void *)name, 0);
}

static void receive(const char *what, int fd)
{
    char data[8];

    seen[0] = '\0';
    NEED(send(pair.sender, "datagram", 8, 0));
    NEED(recv(fd, data, sizeof(data), 0) == 8 ? 0 : -1);
    fact("%s: %s", what, *seen ? seen : "nothing");
}

static void answer(const char *kind, int fd)
{
    fact("%s", kind);
    ANSWER(" set", ONLOAD(onload_set_recv_filter)(fd, append, NULL, 0));
    ANSWER(" with a flag", ONLOAD(onload_set_recv_filter)(fd, append, NULL, 1));
    ANSWER(" with all flags", ONLOAD(onload_set_recv_filter)(fd, append, NULL, -1));
    ANSWER(" removed", ONLOAD(onload_set_recv_filter)(fd, NULL, NULL, 0));
    ANSWER(" removed with a flag", ONLOAD(onload_set_recv_filter)(fd, NULL, NULL, 1));
}

static void kinds(void)
{
    int ends[2];

    NEED(pipe(ends));
    answer("udp", open_socket("udp", family));
    answer("tcp", open_socket("tcp", family));
    answer("connected tcp", open_pair("tcp", family).receiver);
    answer("unix", NEED(socket(AF_UNIX, SOCK_DGRAM, 0)));
    answer("netlink", NEED(socket(AF_NETLINK, SOCK_RAW, 0)));
    answer("pipe", ends[0]);
    answer("file", NEED(open("/dev/null", O_RDONLY)));
    answer("epoll", NEED(epoll_create1(0)));
    NEED(close(ends[0]));
    answer("closed", ends[0]);
    answer("-1", -1);
    answer("INT_MAX", INT32_MAX);
}

static void choices(void)
{
    static const int codes[] = {ONLOAD_ZC_TERMINATE, ONLOAD_ZC_KEEP, ONLOAD_ZC_MODIFIED, -1};

    receive("no filter", pair.receiver);
    NEED(set(pair.receiver, append, "first "));
    receive("one", pair.receiver);
    NEED(set(pair.receiver, append_twice, "second "));
    receive("another", pair.receiver);
    for (size_t i = 0; i < COUNT(codes); i++) {
        NEED(set(pair.receiver, refuse, (void *)(intptr_t)codes[i]));
        receive("one that refuses", pair.receiver);
    }
    NEED(set(pair.receiver, NULL, NULL));
    receive("removed", pair.receiver);
    NEED(set(pair.receiver, NULL, NULL));
    NEED(set(pair.receiver, append, "again "));
    receive("set again", pair.receiver);
}

/* Each number has been read from before, and then becomes another descriptor of the socket. */
static void descriptors(void)
{
    int before = NEED(dup(pair.receiver));
    int used = NEED(open("/dev/zero", O_RDONLY));
    char byte;

    receive("made before", before);
    NEED(set(pair.receiver, append, "anew "));
    NEED(read(used, &byte, 1));
    receive("made before, met again", before);
    NEED(dup2(pair.receiver, used));
    receive("dup2", used);
    NEED(close(used));
    NEED(open("/dev/zero", O_RDONLY) == used ? 0 : -1);
    seen[0] = '\0';
    NEED(read(used, &byte, 1));
    fact("a file of its number: %s", *seen ? seen : "nothing");
    NEED(dup3(pair.receiver, used, O_CLOEXEC));
    receive("dup3", used);
    NEED(close(used));
    NEED(open("/dev/zero", O_RDONLY) == used ? 0 : -1);
    NEED(read(used, &byte, 1));
    NEED(close(used));
    NEED(dup(pair.receiver) == used ? 0 : -1);
    receive("dup", used);
    NEED(close(used));
    NEED(open("/dev/zero", O_RDONLY) == used ? 0 : -1);
    NEED(read(used, &byte, 1));
    NEED(close(used));
    NEED(fcntl(pair.receiver, F_DUPFD, 0) == used ? 0 : -1);
    receive("fcntl", used);
    NEED(close(used));
    receive("the first of all", pair.receiver);
    NEED(set(before, append, "through another "));
    receive("set through another", pair.receiver);
    NEED(close(before));
}

static void passed(void)
{
    int ends[2];
    int used = NEED(open("/dev/zero", O_RDONLY));
    char byte;

    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    for (int in_batch = 0; in_batch < 2; in_batch++) {
        int fd = -1;

        NEED(read(used, &byte, 1));
        send_descriptors(ends[0], &pair.receiver, 1);
        NEED(close(used));
        NEED(receive_descriptors(ends[1], &fd, 1, in_batch) && fd == used ? 0 : -1);
        receive(in_batch ? "passed in a batch" : "passed", fd);
        NEED(close(fd));
        NEED(open("/dev/zero", O_RDONLY) == used ? 0 : -1);
    }
    NEED(close(used));
}

/* A new socket of the number of one with a filter has none. */
static void closed(void)
{
    struct pair old = pair;

    NEED(close(pair.receiver));
    pair.receiver = open_socket("udp", family);
    NEED(pair.receiver == old.receiver ? 0 : -1);
    union address address = bind_loopback(pair.receiver, family);
    NEED(connect(pair.sender, &address.any, sizeof(address)));
    receive("another socket of its number", pair.receiver);
    NEED(set(pair.receiver, append, "last "));
    receive("and its own filter", pair.receiver);
}

static void in_child(void)
{
    pid_t child = NEED(fork());
    int status;

    if (child == 0) {
        receive("in a child", pair.receiver);
        NEED(set(pair.receiver, append, "child's "));
        receive("and its own filter", pair.receiver);
        exit(0);
    }
    NEED(waitpid(child, &status, 0));
    NEED(-status);
    receive("in the parent then", pair.receiver);
}

int main(int, char **argv)
{
    family = argv[1];
    kinds();
    pair = open_udp_pair(family);
    choices();
    descriptors();
    passed();
    closed();
    in_child();
    return 0;
}
