// SPDX-License-Identifier: GPL-2.0-only
/* Usage: zero_copy_send TOPIC. What onload_zc_send() returns, and where the bytes and the buffers are afterwards. */
#include "pages.h"
#include "topics.h"
#include "zero_copy.h"
#include <fcntl.h>
#include <linux/sockios.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>

static struct pair tcp;
static int pipes_raised;

static void send_one(const char *what, int fd, struct onload_zc_iovec *buffers, int count, int flags)
{
    errno = UNTOUCHED;
    int result = zero_copy_send(fd, buffers, count, flags);
    if (errno != UNTOUCHED)
        fact("%s: errno touched", what);
    tell(what, result);
}

/* ---- the call ---- */

static void call(void)
{
    struct onload_zc_iovec first = buffer_of(tcp.sender, "first"), last = buffer_of(tcp.sender, "last");
    struct onload_zc_mmsg messages[3] = {message_of(tcp.sender, &first, 1), message_of(-1, &last, 1),
                                         message_of(tcp.sender, &last, 1)};

    tell("no messages", onload_zc_send(messages, 0, 0));
    tell("fewer than none", onload_zc_send(messages, -1, 0));
    tell("null, none", onload_zc_send(NULL, 0, 0));
    tell("null", onload_zc_send(NULL, 1, 0));
    tell("unknown flag", onload_zc_send(messages, 3, MSG_OOB));
    tell("rc", messages[0].rc);
    fact("next rc %s", messages[1].rc == UNTOUCHED ? "untouched" : "touched");
    tell("a bad one in the middle", onload_zc_send(messages, 3, 0));
    tell("rc", messages[0].rc);
    tell("rc", messages[1].rc);
    fact("last rc %s", messages[2].rc == UNTOUCHED ? "untouched" : "touched");
    arrived(tcp.receiver);
    messages[1] = message_of(tcp.sender, NULL, 0);
    tell("an empty one", onload_zc_send(messages + 1, 2, 0));
    tell("rc", messages[1].rc);
    fact("last rc %s", messages[2].rc == UNTOUCHED ? "untouched" : "touched");
    messages[1] = message_of(tcp.sender, NULL, 1);
    tell("no entries", onload_zc_send(messages + 1, 1, 0));
    tell("rc", messages[1].rc);
    tell("two", onload_zc_send((struct onload_zc_mmsg[]){message_of(tcp.sender, &last, 1), message_of(tcp.sender, NULL, 0)}, 2, 0));
    arrived(tcp.receiver);
}

/* ---- memory that is not there ---- */

static struct onload_zc_mmsg *placed(void *at, struct onload_zc_mmsg message)
{
    struct onload_zc_mmsg *place = at;

    *place = message;
    return place;
}

static void bad_memory_over(const char *protocol)
{
    struct pair pair = open_pair(protocol, "ipv4");
    struct onload_zc_iovec buffer = buffer_of(pair.sender, "bytes");
    struct onload_zc_mmsg message = message_of(pair.sender, &buffer, 1);
    size_t size = sizeof(message);
    struct onload_zc_mmsg *last = placed(at_page_end(size), message);
    char *page = two_pages();

    fact("%s", protocol);
    tell("messages at 8", onload_zc_send((void *)8, 1, 0));
    tell("beyond all addresses", onload_zc_send((void *)-16l, 1, 0));
    tell("in no page", onload_zc_send(unmapped(), 1, 0));
    tell("partly in a page", onload_zc_send(at_page_end(size - 8), 1, 0));
    placed(page, message);
    NEED(mprotect(page, PAGE, PROT_READ));
    tell("not to be written", onload_zc_send((void *)page, 1, 0));
    tell("warm", onload_zc_send(unmapped(), 1, ONLOAD_MSG_WARM));
    tell("entries at 8", zero_copy_send(pair.sender, (void *)8, 1, 0));
    tell("entries in no page", zero_copy_send(pair.sender, unmapped(), 1, 0));
    tell("entries partly in a page", zero_copy_send(pair.sender, at_page_end(sizeof(buffer)), 2, 0));
    tell("entries without end", zero_copy_send(pair.sender, &buffer, -1, 0));
    arrived(pair.receiver);
    tell("the second in no page", onload_zc_send(last, 2, 0));
    tell("rc of the first", last->rc);
    await(pair.receiver, POLLIN);
    arrived(pair.receiver);
    buffer = buffer_of(pair.sender, "again");
    buffer.iov_base = unmapped();
    tell("bytes in no page", zero_copy_send(pair.sender, &buffer, 1, 0));
    buffer.buf = unmapped();
    tell("handle in no page", zero_copy_send(pair.sender, &buffer, 1, 0));
    arrived(pair.receiver);
}

static void bad_memory(void)
{
    bad_memory_over("tcp");
    bad_memory_over("udp");
}

/* Bytes do not lie in a queue for others that never come. */
static void bad_buffer_late(void)
{
    static struct onload_zc_iovec buffers[200];
    int unsent;

    NEED(onload_zc_alloc_buffers(tcp.sender, buffers, COUNT(buffers), ONLOAD_ZC_BUFFER_HDR_TCP));
    for (size_t i = 0; i < COUNT(buffers); i++)
        buffers[i].iov_len = 10;
    onload_zc_handle kept = buffers[130].buf;
    buffers[130].buf = NULL;
    tell("bad one in the third chunk", zero_copy_send(tcp.sender, buffers, COUNT(buffers), 0));
    NEED(ioctl(tcp.sender, SIOCOUTQNSD, &unsent));
    fact("held back: %d", unsent);
    buffers[130].buf = kept;
    tell("one of the second chunk", release_buffer(tcp.sender, buffers[127]));
    tell("the rest", zero_copy_send(tcp.sender, buffers + 128, COUNT(buffers) - 128, 0));
    NEED(ioctl(tcp.sender, SIOCOUTQNSD, &unsent));
    fact("held back: %d", unsent);
    tell("named again in the next chunk",
         zero_copy_send(tcp.sender, (struct onload_zc_iovec[]){[0 ... 64] = buffer_of(tcp.sender, "once")}, 65, 0));
}

/* ---- descriptors ---- */

static void pipes(void)
{
    struct onload_zc_iovec buffer = buffer_of(tcp.sender, "bytes");
    int ends[2];

    NEED(pipe(ends));
    send_one("pipe", ends[1], &buffer, 1, 0);
}

static void descriptors(void)
{
    struct onload_zc_iovec buffer = buffer_of(tcp.sender, "bytes");
    int local[2], packets[2];

    send_one("descriptor -1", -1, &buffer, 1, 0);
    send_one("descriptor 12345", 12345, &buffer, 1, 0);
    send_one("file", NEED(open("/dev/null", O_WRONLY)), &buffer, 1, 0);
    send_one("epoll", NEED(epoll_create1(0)), &buffer, 1, 0);
    NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, local));
    send_one("local stream", local[0], &buffer, 1, 0);
    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, packets));
    send_one("local packets", packets[0], &buffer, 1, 0);
    arrived(local[1]);
    arrived(packets[1]);
    tell("still ours", release_buffer(tcp.sender, buffer));
}

/* A number that was a connection and is another thing now. */
static void reused_descriptor(void)
{
    struct onload_zc_iovec buffer = buffer_of(tcp.sender, "bytes");
    struct pair old = open_tcp_pair("ipv4");
    int local[2];

    for (int i = 0; i < 100; i++) {
        struct onload_zc_iovec sent = buffer_of(old.sender, "x");
        NEED(zero_copy_send(old.sender, &sent, 1, 0) == 1 ? 0 : -1);
    }
    close_pair(old);
    send_one("closed", old.sender, &buffer, 1, 0);
    NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, local));
    fact("number is used again: %s", local[0] == old.sender || local[1] == old.sender ? "yes" : "no");
    send_one("local stream now", old.sender, &buffer, 1, 0);
    arrived(local[0]);
    arrived(local[1]);
    tell("still ours", release_buffer(tcp.sender, buffer));
}

/* ---- buffers ---- */

static void refused(const char *what, struct onload_zc_iovec buffer)
{
    send_one(what, tcp.sender, &buffer, 1, 0);
}

static void buffers(void)
{
    struct onload_zc_iovec good = allocate_buffer(tcp.sender), bad;
    uint64_t room = good.iov_len;

    bad = good, bad.buf = NULL;
    refused("no handle", bad);
    bad = good, bad.buf = ONLOAD_ZC_HANDLE_NONZC;
    refused("no buffer", bad);
    bad = good, bad.buf = (onload_zc_handle)((char *)good.buf + 8);
    refused("beside a handle", bad);
    bad = good, bad.buf = (onload_zc_handle)&bad;
    refused("on the stack", bad);
    bad = good, bad.iov_len = 0;
    refused("length 0", bad);
    bad = good, bad.iov_len = room + 1;
    refused("beyond the end", bad);
    bad = good, bad.iov_len = (1ull << 48) - 1;
    refused("the longest length", bad);
    bad = good, bad.iov_base = (char *)good.iov_base - 512;
    refused("before the start", bad);
    bad = good, bad.iov_base = &bad;
    refused("elsewhere", bad);
    bad = good, bad.iov_base = (char *)good.iov_base + room, bad.iov_len = 1;
    refused("at the end", bad);
    send_one("twice", tcp.sender, (struct onload_zc_iovec[]){good, good}, 2, 0);
    bad = allocate_buffer(tcp.sender);
    tell("released", release_buffer(tcp.sender, bad));
    refused("after release", bad);
    send_one("one of two", tcp.sender, (struct onload_zc_iovec[]){good, bad}, 2, 0);
    arrived(tcp.receiver);
    memcpy(good.iov_base, "0123456789", 10);
    good.iov_base = (char *)good.iov_base + 2;
    good.iov_len = 5;
    refused("the middle", good);
    arrived(tcp.receiver);
    refused("after sending", good);
    tell("release after sending", release_buffer(tcp.sender, good));
    arrived(tcp.receiver);
}

/* Buffers belong to no socket: one made for a socket that is closed goes over another. */
static void other_socket(void)
{
    struct pair gone = open_tcp_pair("ipv4"), udp = open_udp_pair("ipv4");
    struct onload_zc_iovec first = buffer_of(gone.sender, "made "), second = buffer_of(udp.sender, "elsewhere");

    close_pair(gone);
    send_one("both", tcp.sender, (struct onload_zc_iovec[]){first, second}, 2, 0);
    arrived(tcp.receiver);
}

/* ---- connections ---- */

static void on_pipe(int signal)
{
    (void)signal;
    pipes_raised++;
}

static void broken(const char *what, int fd)
{
    struct onload_zc_iovec buffer = buffer_of(fd, "bytes");

    pipes_raised = 0;
    send_one(what, fd, &buffer, 1, ONLOAD_MSG_NOSIGNAL);
    fact("signals %d", pipes_raised);
    send_one(what, fd, &buffer, 1, 0);
    fact("signals %d", pipes_raised);
    tell("still ours", release_buffer(fd, buffer));
}

static void reset(int fd)
{
    struct linger at_once = {.l_onoff = 1};

    NEED(setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once)));
    NEED(close(fd));
}

static void connections(void)
{
    struct pair shut = open_tcp_pair("ipv4"), dead = open_tcp_pair("ipv4");
    int listener = open_socket("tcp", "ipv4");

    signal(SIGPIPE, on_pipe);
    broken("not connected", open_socket("tcp", "ipv4"));
    bind_loopback(listener, "ipv4");
    NEED(listen(listener, 1));
    broken("listening", listener);
    NEED(shutdown(shut.sender, SHUT_WR));
    broken("shut down", shut.sender);
    reset(dead.receiver);
    await(dead.sender, POLLIN);
    broken("reset by the peer", dead.sender);
}

static void more(void)
{
    struct onload_zc_iovec begun = buffer_of(tcp.sender, "begun "), ended = buffer_of(tcp.sender, "and ended");
    int unsent;

    send_one("with more to come", tcp.sender, &begun, 1, ONLOAD_MSG_MORE);
    NEED(ioctl(tcp.sender, SIOCOUTQNSD, &unsent));
    fact("held back: %d", unsent);
    send_one("the rest", tcp.sender, &ended, 1, 0);
    await(tcp.receiver, POLLIN);
    arrived(tcp.receiver);
}

/* ---- a send buffer that becomes smaller ---- */

static struct pair open_small_window_pair(void)
{
    int listener = open_socket("tcp", "ipv4");
    struct pair pair = {.sender = open_socket("tcp", "ipv4")};

    NEED(setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &(int){20000}, sizeof(int)));
    union address address = bind_loopback(listener, "ipv4");
    NEED(listen(listener, 1));
    NEED(setsockopt(pair.sender, IPPROTO_TCP, TCP_MAXSEG, &(int){536}, sizeof(int)));
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &(int){400000}, sizeof(int)));
    NEED(connect(pair.sender, &address.any, sizeof(address)));
    pair.receiver = NEED(accept(listener, NULL, NULL));
    NEED(close(listener));
    return pair;
}

static int send_of_length(int fd, int length)
{
    struct onload_zc_iovec buffer = allocate_buffer(fd);

    buffer.iov_len = length;
    int sent = zero_copy_send(fd, &buffer, 1, ONLOAD_MSG_DONTWAIT);
    if (sent <= 0)
        NEED(release_buffer(fd, buffer));
    return sent;
}

/* Of a connection that was found to have much room. A call that is not to wait does not, though nobody reads. */
static void lowered(void)
{
    struct pair pair = open_small_window_pair();
    char byte;
    int sent = 1;

    for (int i = 0; i < 60; i++) {
        NEED(send_of_length(pair.sender, 1) - 1);
        NEED(recv(pair.receiver, &byte, 1, 0));
    }
    for (int i = 0; i < 75; i++)
        NEED(send_of_length(pair.sender, 1000) - 1000);
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &(int){1}, sizeof(int)));
    alarm(10);
    while (sent > 0)
        sent = send_of_length(pair.sender, 1000);
    tell("full", sent);
}

/* ---- datagrams ---- */

static void datagrams(void)
{
    struct pair udp = open_udp_pair("ipv4");
    struct onload_zc_iovec parts[] = {buffer_of(udp.sender, "one "), buffer_of(udp.sender, "datagram")};
    struct onload_zc_iovec other = buffer_of(udp.sender, "another"), named = buffer_of(udp.sender, "by name");
    struct onload_zc_iovec many[64];
    union address address;
    socklen_t length = sizeof(address);
    int unconnected = open_socket("udp", "ipv4");

    send_one("two buffers", udp.sender, parts, 2, 0);
    send_one("one buffer", udp.sender, &other, 1, 0);
    arrived(udp.receiver);
    arrived(udp.receiver);
    tell("taken", release_buffer(udp.sender, other));
    send_one("no destination", unconnected, &named, 1, 0);
    struct onload_zc_mmsg message = message_of(unconnected, &named, 1);
    NEED(getsockname(udp.receiver, &address.any, &length));
    message.msg.msghdr.msg_name = &address;
    message.msg.msghdr.msg_namelen = length;
    tell("with a name", onload_zc_send(&message, 1, 0) == 1 ? message.rc : -EPROTO);
    arrived(udp.receiver);
    NEED(onload_zc_alloc_buffers(udp.sender, many, COUNT(many), ONLOAD_ZC_BUFFER_HDR_UDP));
    send_one("too long", udp.sender, many, COUNT(many), 0);
    for (size_t i = 0; i < COUNT(many); i++)
        many[i].iov_len = 1000;
    send_one("64000 bytes", udp.sender, many, COUNT(many), 0);
    fact("length %zd", recv(udp.receiver, (char[65536]){0}, 65536, MSG_DONTWAIT));
}

/* ---- warm sends ---- */

static void warm_over(const char *what, int fd, int receiver)
{
    struct onload_zc_iovec buffers[] = {buffer_of(fd, "warm"), buffer_of(fd, "hot")};

    send_one(what, fd, buffers, 1, ONLOAD_MSG_WARM);
    send_one("two buffers", fd, buffers, 2, ONLOAD_MSG_WARM);
    tell("still ours", release_buffer(fd, buffers[0]));
    send_one("released", fd, buffers, 1, ONLOAD_MSG_WARM);
    send_one("for real", fd, buffers + 1, 1, 0);
    await(receiver, POLLIN);
    arrived(receiver);
}

static void warm(void)
{
    struct pair udp = open_udp_pair("ipv4");

    warm_over("connection", tcp.sender, tcp.receiver);
    warm_over("datagram", udp.sender, udp.receiver);
    signal(SIGPIPE, on_pipe);
    int unconnected = open_socket("tcp", "ipv4");
    struct onload_zc_iovec buffer = buffer_of(unconnected, "warm");
    send_one("not connected", unconnected, &buffer, 1, ONLOAD_MSG_WARM | ONLOAD_MSG_NOSIGNAL);
    send_one("closed", 12345, &buffer, 1, ONLOAD_MSG_WARM);
    send_one("standard output", 1, &buffer, 1, ONLOAD_MSG_WARM);
    tell("still ours", release_buffer(unconnected, buffer));
}

/* Warm or not, to a socket without a future: the error, the signals, and whether the buffer is the application's still. */
static void without_future(const char *what, int fd, int warm)
{
    struct onload_zc_iovec buffer = buffer_of(tcp.sender, "bytes");

    pipes_raised = 0;
    send_one(what, fd, &buffer, 1, warm);
    fact("signals %d", pipes_raised);
    send_one("without signals", fd, &buffer, 1, warm | ONLOAD_MSG_NOSIGNAL);
    fact("signals %d", pipes_raised);
    tell("still ours", release_buffer(tcp.sender, buffer));
}

static void tell_errors(int warm)
{
    struct pair shut = open_tcp_pair("ipv4"), dead = open_tcp_pair("ipv4"), mute = open_udp_pair("ipv4");
    struct pair refused = open_udp_pair("ipv4");
    int listener = open_socket("tcp", "ipv4");

    signal(SIGPIPE, on_pipe);
    without_future("no connection", open_socket("tcp", "ipv4"), warm);
    bind_loopback(listener, "ipv4");
    NEED(listen(listener, 1));
    without_future("listening", listener, warm);
    NEED(shutdown(shut.sender, SHUT_WR));
    without_future("shut down", shut.sender, warm);
    reset(dead.receiver);
    await(dead.sender, POLLIN);
    without_future("reset by the peer", dead.sender, warm);
    without_future("no destination", open_socket("udp", "ipv4"), warm);
    NEED(shutdown(mute.sender, SHUT_WR));
    without_future("datagrams shut down", mute.sender, warm);
    NEED(close(refused.receiver));
    NEED(send(refused.sender, "x", 1, 0));
    await(refused.sender, POLLERR);
    send_one("refused", refused.sender, (struct onload_zc_iovec[]){buffer_of(tcp.sender, "bytes")}, 1, warm);
}

static void errors(void)
{
    tell_errors(0);
}

static void warm_errors(void)
{
    tell_errors(ONLOAD_MSG_WARM);
}

static void warm_by_name(void)
{
    struct pair udp = open_udp_pair("ipv4");
    int unconnected = open_socket("udp", "ipv4");
    struct onload_zc_iovec buffer = buffer_of(unconnected, "warm");
    struct onload_zc_mmsg message = message_of(unconnected, &buffer, 1);
    union address address;
    socklen_t length = sizeof(address);

    NEED(getsockname(udp.receiver, &address.any, &length));
    message.msg.msghdr.msg_name = &address;
    message.msg.msghdr.msg_namelen = length;
    tell("with a name", onload_zc_send(&message, 1, ONLOAD_MSG_WARM) == 1 ? message.rc : -EPROTO);
    arrived(udp.receiver);
    tell("still ours", release_buffer(unconnected, buffer));
}

static const struct topic topics[] = {
    {"errors", errors},
    {"warm-errors", warm_errors},
    {"warm-by-name", warm_by_name},
    {"call", call},
    {"bad-memory", bad_memory},
    {"bad-buffer-late", bad_buffer_late},
    {"pipes", pipes},
    {"descriptors", descriptors},
    {"reused-descriptor", reused_descriptor},
    {"buffers", buffers},
    {"other-socket", other_socket},
    {"connections", connections},
    {"more", more},
    {"lowered", lowered},
    {"datagrams", datagrams},
    {"warm", warm},
};

int main(int argc, char **argv)
{
    tcp = open_tcp_pair("ipv4");
    tell_topic(topics, COUNT(topics), argv[argc - 1]);
    return 0;
}
