// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filter_ways [LIBRARY...]. Every receive call of an application that has set a filter, by all the ways in which a
 * program comes by functions of libc; then the same of libraries, each opened after filters have been set. As LIBRARY
 * it is one of those.
 */
#include "messages.h"
#include <dlfcn.h>
#include <onload/extensions_zc.h>
#include <sys/uio.h>

#define WHOLE "the whole datagram"
#define SHORT 8

/* Under another name as well, which programs built against old libraries have. */
extern ssize_t __read(int fd, void *buffer, size_t size);
extern void make_calls(struct pair pair, const size_t *seen);

static volatile size_t room = SHORT;

static ssize_t (*pointer_to_recv)(int, void *, size_t, int) = recv;
static ssize_t (*const table[])(int, void *, size_t) = {read, __read};

static ssize_t by_recv(int fd)
{
    char data[SHORT];

    return recv(fd, data, room, 0);
}

static ssize_t by_recvfrom(int fd)
{
    char data[SHORT];
    union address name;
    socklen_t length = sizeof(name);

    return recvfrom(fd, data, room, 0, &name.any, &length);
}

static ssize_t by_read(int fd)
{
    char data[SHORT];

    return read(fd, data, room);
}

static ssize_t by_other_read(int fd)
{
    char data[SHORT];

    return __read(fd, data, room);
}

static ssize_t by_readv(int fd)
{
    char data[SHORT];
    struct iovec piece = {data, room};

    return readv(fd, &piece, 1);
}

static ssize_t by_recvmsg(int fd)
{
    struct message message;

    prepare(&message);
    message.data_room.iov_len = room;
    return recvmsg(fd, &message.header.msg_hdr, 0);
}

static ssize_t by_recvmmsg(int fd)
{
    struct message message;

    prepare(&message);
    message.data_room.iov_len = room;
    return recvmmsg(fd, &message.header, 1, 0, NULL) == 1 ? (ssize_t)message.header.msg_len : -1;
}

static ssize_t by_pointer(int fd)
{
    char data[SHORT];

    return pointer_to_recv(fd, data, room, 0);
}

static ssize_t by_table(int fd)
{
    char data[SHORT];

    return table[0](fd, data, room) == table[1](fd, data, room) ? SHORT : -1;
}

static const struct {
    const char *name;
    int datagrams;
    ssize_t (*receive)(int fd);
} calls[] = {
    {"recv", 1, by_recv},        {"recvfrom", 1, by_recvfrom}, {"read", 1, by_read},         {"__read", 1, by_other_read},
    {"readv", 1, by_readv},      {"recvmsg", 1, by_recvmsg},   {"recvmmsg", 1, by_recvmmsg}, {"pointer", 1, by_pointer},
    {"table", 2, by_table},
};

void make_calls(struct pair pair, const size_t *seen)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        size_t before = *seen;

        for (int datagram = 0; datagram < calls[i].datagrams; datagram++)
            NEED(send(pair.sender, WHOLE, sizeof(WHOLE), 0));
        ssize_t got = NEED(calls[i].receive(pair.receiver));
        fact("%s got %zd, filter saw %zu", calls[i].name, got, *seen - before);
    }
}

#ifndef LIBRARY

static size_t bytes_seen;

static enum onload_zc_callback_rc see(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)flags;
    NEED(argument == &bytes_seen && message->msghdr.msg_iovlen == 1 ? 0 : -1);
    NEED(message->iov->iov_len == sizeof(WHOLE) && strcmp(message->iov->iov_base, WHOLE) == 0 ? 0 : -1);
    bytes_seen += message->iov->iov_len;
    return ONLOAD_ZC_CONTINUE;
}

/* Every file that is mapped, with what may be done to its memory. */
static size_t read_mappings(char *text, size_t size)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    size_t used = 0;

    NEED(maps ? 0 : -1);
    while (fgets(line, sizeof(line), maps))
        if (strchr(line, '/') && used + strlen(line) < size)
            used += sprintf(text + used, "%s", line);
    fclose(maps);
    return used;
}

static void set_filter(int fd)
{
    static char before[1 << 16], after[1 << 16];

    read_mappings(before, sizeof(before));
    ANSWER("filter", onload_set_recv_filter(fd, see, &bytes_seen, 0));
    read_mappings(after, sizeof(after));
    fact("protection %s", strcmp(before, after) == 0 ? "as before" : "changed");
}

static void make_calls_of(const char *library, struct pair pair)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

    NEED(handle ? 0 : -1);
    __typeof__(&make_calls) calls_of_library = (__typeof__(&make_calls))dlsym(handle, "make_calls");
    set_filter(pair.receiver);
    calls_of_library(pair, &bytes_seen);
}

int main(int argc, char **argv)
{
    struct pair pair = open_udp_pair("ipv4");
    size_t nothing = 0;

    make_calls(pair, &nothing);
    set_filter(pair.receiver);
    make_calls(pair, &bytes_seen);
    for (int i = 1; i < argc; i++)
        make_calls_of(argv[i], pair);
    return 0;
}

#endif
