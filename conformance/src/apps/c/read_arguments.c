// SPDX-License-Identifier: GPL-2.0-only
/* Usage: read_arguments PROTOCOL FAMILY. recv, recvfrom, read and readv with good and bad arguments, on a socket with data. */
#include "pages.h"
#include <fcntl.h>
#include <sys/uio.h>

#define ROOM 64

static struct pair pair;
static unsigned char data[ROOM];
static union address name;
static socklen_t length;
static struct iovec pieces[4];

/* The compiler, which would object to bad arguments, is not shown them. */
__attribute__((noipa)) static ssize_t by_read(int fd, void *buffer, size_t size)
{
    return read(fd, buffer, size);
}

__attribute__((noipa)) static ssize_t by_readv(int fd, const struct iovec *vector, int count)
{
    return readv(fd, vector, count);
}

/*
 * Two datagrams, or as much of a stream in one piece: of two, the kernel may or may not make one, and a read that meets bad
 * memory behind the first tells which.
 */
static void send_both(void)
{
    static const char both[] = "sixteen octets..sixteen octets..";
    int type;
    socklen_t size = sizeof(type);

    NEED(getsockopt(pair.sender, SOL_SOCKET, SO_TYPE, &type, &size));
    size_t piece = type == SOCK_STREAM ? 32 : 16;
    for (size_t sent = 0; sent < 32; sent += piece)
        NEED(send(pair.sender, both + sent, piece, 0));
}

static void refill(void)
{
    char drained[4096];

    while (recv(pair.receiver, drained, sizeof(drained), MSG_DONTWAIT) >= 0 || errno != EAGAIN)
        continue;
    send_both();
    await(pair.receiver, POLLIN);
    memset(data, '.', sizeof(data));
    memset(&name, 0, sizeof(name));
    length = sizeof(name);
    for (size_t i = 0; i < COUNT(pieces); i++)
        pieces[i] = (struct iovec){data + 16 * i, 5};
}

static void tell(const char *what, ssize_t result)
{
    fact("%s: %zd %s", what, result, error_name(errno));
    fact("  name %u family %d data %.64s", length, name.any.sa_family, data);
}

#define RECEIVE(what, call)                                                                                            \
    do {                                                                                                               \
        refill();                                                                                                      \
        errno = UNTOUCHED;                                                                                             \
        ssize_t result_ = (call);                                                                                      \
        tell(what, result_);                                                                                           \
    } while (0)

/* Each call that takes a buffer. */
#define EACH(what, buffer, size)                                                                                       \
    do {                                                                                                               \
        RECEIVE("recv " what, recv(pair.receiver, buffer, size, MSG_DONTWAIT));                                        \
        RECEIVE("recv, its length, " what, recv(pair.receiver, buffer, size, MSG_DONTWAIT | MSG_TRUNC));               \
        RECEIVE("recvfrom " what, recvfrom(pair.receiver, buffer, size, MSG_DONTWAIT, &name.any, &length));            \
        RECEIVE("read " what, by_read(pair.receiver, buffer, size));                                                      \
    } while (0)

static void buffers(void)
{
    EACH("with room", data, ROOM);
    EACH("with just room", data, 16);
    EACH("with room for less", data, 15);
    EACH("with no room", data, 0);
    EACH("nowhere", NULL, ROOM);
    EACH("nowhere with no room", NULL, 0);
    EACH("unmapped", unmapped(), ROOM);
    EACH("read-only", read_only(), ROOM);
    EACH("at a page end", at_page_end(16), 16);
    EACH("at a page end, cut", at_page_end(7), 7);
    EACH("beyond a page, as far as it goes", at_page_end(16), ROOM);
    EACH("beyond a page", at_page_end(7), ROOM);
    EACH("with enormous room", data, INT32_MAX);
    EACH("with more than enormous room", data, (size_t)INT64_MAX);
    EACH("with negative room", data, (size_t)-1);
    EACH("in the kernel", (void *)(UINTPTR_MAX - 4095), ROOM);
}

static void *length_at_page_end(socklen_t value, bool writable)
{
    char *page = two_pages();
    void *place = memcpy(page + PAGE - sizeof(value), &value, sizeof(value));

    if (!writable)
        NEED(mprotect(page, PAGE, PROT_READ));
    return place;
}

#define FROM(what, address, address_length)                                                                            \
    RECEIVE("recvfrom " what, recvfrom(pair.receiver, data, ROOM, MSG_DONTWAIT, address, address_length))

static void names(void)
{
    socklen_t *short_length = length_at_page_end(3, true);
    socklen_t *no_length = length_at_page_end(0, true);

    FROM("with no name", NULL, NULL);
    FROM("with no name and a length", NULL, &length);
    FROM("with no name and an unmapped length", NULL, unmapped());
    FROM("with a name and no length", &name.any, NULL);
    FROM("with a short name", &name.any, short_length);
    fact("  length %u", *short_length);
    FROM("with a name of length 0", &name.any, no_length);
    fact("  length %u", *no_length);
    FROM("with a name of negative length", &name.any, length_at_page_end(-1, true));
    FROM("with an enormous name", &name.any, length_at_page_end(INT32_MAX, true));
    FROM("with an unmapped length", &name.any, unmapped());
    FROM("with a read-only length", &name.any, length_at_page_end(sizeof(name), false));
    FROM("with an unmapped name", unmapped(), &length);
    FROM("with a read-only name", read_only(), &length);
}

#define VECTOR(what, vector, count) RECEIVE("readv " what, by_readv(pair.receiver, vector, count))

static void vectors(void)
{
    struct iovec *many = calloc(1025, sizeof(*many));

    for (int i = 0; i < 1025; i++)
        many[i] = (struct iovec){data, 0};
    many[1022] = many[1023] = (struct iovec){data, 7};
    VECTOR("of four", pieces, 4);
    VECTOR("of two", pieces, 2);
    VECTOR("of none", pieces, 0);
    VECTOR("nowhere", NULL, 1);
    VECTOR("nowhere of none", NULL, 0);
    VECTOR("of a negative count", pieces, -1);
    VECTOR("of 1023", many, 1023);
    VECTOR("of 1024", many, 1024);
    VECTOR("of too many", many, 1025);
    VECTOR("unmapped", unmapped(), 1);
    VECTOR("of empty pieces", many, 4);
    VECTOR("half beyond a page", memcpy(at_page_end(sizeof(*pieces)), pieces, sizeof(*pieces)), 2);
    VECTOR("with a negative length", ((struct iovec[]){{data, 4}, {data + 16, (size_t)-1}}), 2);
    VECTOR("with an enormous length", ((struct iovec[]){{data, 4}, {data + 16, INT64_MAX}}), 2);
    VECTOR("with an unmapped piece", ((struct iovec[]){{data, 4}, {unmapped(), 8}}), 2);
    VECTOR("with an unmapped piece too far", ((struct iovec[]){{data, 16}, {unmapped(), 8}}), 2);
    VECTOR("with a read-only piece", ((struct iovec[]){{data, 4}, {read_only(), 8}}), 2);
    VECTOR("into itself", ((struct iovec[]){{data, 4}, {data, 8}}), 2);
}

static void flags(void)
{
    static const int all[] = {0,           MSG_PEEK,     MSG_TRUNC,        MSG_PEEK | MSG_TRUNC, MSG_OOB,
                              MSG_WAITALL, MSG_ERRQUEUE, MSG_CMSG_CLOEXEC, MSG_NOSIGNAL,         INT32_MIN,
                              1 << 30,     MSG_PROXY,    0x20000,          ~MSG_PEEK,            -1};

    for (size_t i = 0; i < COUNT(all); i++) {
        fact("flags %#x", all[i]);
        RECEIVE("recv", recv(pair.receiver, data, 7, all[i] | MSG_DONTWAIT));
        RECEIVE("recvfrom", recvfrom(pair.receiver, data, 7, all[i] | MSG_DONTWAIT, &name.any, &length));
    }
}

/* What a socket says by errors, or by nothing at all. */
static void states(void)
{
    int on = 1;

    refill();
    ANSWER("first", recv(pair.receiver, data, ROOM, MSG_DONTWAIT));
    ANSWER("second", recv(pair.receiver, data, ROOM, MSG_DONTWAIT));
    ANSWER("third", recv(pair.receiver, data, ROOM, MSG_DONTWAIT));
    NEED(fcntl(pair.receiver, F_SETFL, O_NONBLOCK));
    ANSWER("recv that would block", recv(pair.receiver, data, ROOM, 0));
    ANSWER("read that would block", read(pair.receiver, data, ROOM));
    ANSWER("readv that would block", readv(pair.receiver, pieces, 2));
    NEED(fcntl(pair.receiver, F_SETFL, 0));
    NEED(send(pair.sender, "", 0, 0));
    ANSWER("nothing, sent", recv(pair.receiver, data, ROOM, 0));
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMP, &on, sizeof(on)));
    RECEIVE("stamped, unseen", recv(pair.receiver, data, ROOM, 0));
    shutdown(pair.receiver, SHUT_RD);
    RECEIVE("shut down, with data", recv(pair.receiver, data, ROOM, 0));
    ANSWER("shut down, with the rest", recv(pair.receiver, data, ROOM, 0));
    ANSWER("shut down", recv(pair.receiver, data, ROOM, 0));
    ANSWER("shut down, read", read(pair.receiver, data, ROOM));
    ANSWER("shut down, not waiting", recv(pair.receiver, data, ROOM, MSG_DONTWAIT));
}

/* A port that nobody listens at is told to who sent there. */
static void refusals(const char *family)
{
    int fd = open_socket("udp", family);
    int other = open_socket("udp", family);
    union address address = bind_loopback(other, family);

    NEED(close(other));
    bind_loopback(fd, family);
    let_continue(fd);
    NEED(connect(fd, &address.any, sizeof(address)));
    NEED(send(fd, "x", 1, 0));
    await(fd, POLLERR);
    ANSWER("refused", recv(fd, data, ROOM, MSG_DONTWAIT));
    ANSWER("once", recv(fd, data, ROOM, MSG_DONTWAIT));
}

static void descriptor(const char *kind, int fd)
{
    fact("%s", kind);
    ANSWER("recv", recv(fd, data, ROOM, MSG_DONTWAIT));
    ANSWER("recvfrom", recvfrom(fd, data, ROOM, MSG_DONTWAIT, &name.any, &length));
    ANSWER("recv nowhere", recv(fd, NULL, ROOM, MSG_DONTWAIT));
    ANSWER("readv nowhere", by_readv(fd, NULL, 1));
}

static void descriptors(void)
{
    int closed = NEED(dup(0));

    NEED(close(closed));
    descriptor("-1", -1);
    descriptor("INT_MIN", INT32_MIN);
    descriptor("65536", 65536);
    descriptor("closed", closed);
    descriptor("file", NEED(open("/dev/null", O_RDWR)));
    descriptor("unbound udp", open_socket("udp", "ipv4"));
    descriptor("unconnected tcp", open_socket("tcp", "ipv4"));
}

int main(int argc, char **argv)
{
    pair = open_pair(argv[argc - 2], argv[argc - 1]);
    buffers();
    names();
    vectors();
    flags();
    descriptors();
    if (!is_tcp(argv[argc - 2])) {
        refusals(argv[argc - 1]);
        states();
    }
    return 0;
}
