// SPDX-License-Identifier: GPL-2.0-only
/* Usage: templates TOPIC. What the calls of templates return, and what arrives. */
#include "template.h"
#include "topics.h"
#include "zero_copy.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>

static struct pair tcp;

/* ---- making them ---- */

static void allocate(const char *what, int fd, const struct iovec *initial, int count, unsigned flags)
{
    onload_template_handle handle = (onload_template_handle)&tcp;

    errno = UNTOUCHED;
    int result = onload_msg_template_alloc(fd, initial, count, &handle, flags);
    tell(what, result);
    if (errno != UNTOUCHED)
        fact("%s: errno touched", what);
    if (result < 0 && handle != (onload_template_handle)&tcp)
        fact("%s: handle touched", what);
    if (result == 0)
        NEED(onload_msg_template_abort(fd, handle));
}

static void arguments(void)
{
    static char bytes[70000];
    struct iovec whole = {"message", 7}, empty = {NULL, 0}, nothing = {NULL, 7}, most = {bytes, 1856};
    struct iovec long_one = {bytes, sizeof(bytes)}, endless[] = {{bytes, SIZE_MAX}, {bytes, 2}};
    struct iovec parts[] = {{"mess", 4}, {NULL, 0}, {"age", 3}};

    allocate("one entry", tcp.sender, &whole, 1, 0);
    allocate("three entries", tcp.sender, parts, 3, 0);
    allocate("1856 bytes", tcp.sender, &most, 1, 0);
    allocate("without memory of the card", tcp.sender, &whole, 1, ONLOAD_TEMPLATE_FLAGS_PIO_RETRY);
    allocate("no entries", tcp.sender, NULL, 0, 0);
    allocate("an empty entry", tcp.sender, &empty, 1, 0);
    allocate("null entries", tcp.sender, NULL, 1, 0);
    allocate("null bytes", tcp.sender, &nothing, 1, 0);
    allocate("fewer than none", tcp.sender, &whole, -1, 0);
    allocate("too long", tcp.sender, &long_one, 1, 0);
    allocate("too long by a sum", tcp.sender, endless, 2, 0);
    allocate("flag of update", tcp.sender, &whole, 1, SEND_NOW);
    allocate("unknown flag", tcp.sender, &whole, 1, 0x80);
    tell("null handle", onload_msg_template_alloc(tcp.sender, &whole, 1, NULL, 0));
    arrived(tcp.receiver);
}

static void pipes(void)
{
    struct iovec whole = {"message", 7};
    int ends[2];

    NEED(pipe(ends));
    allocate("pipe", ends[1], &whole, 1, 0);
}

static void descriptors(void)
{
    struct iovec whole = {"message", 7};
    struct pair udp = open_udp_pair("ipv4");
    int local[2];
    int listener = open_socket("tcp", "ipv4");

    allocate("descriptor -1", -1, &whole, 1, 0);
    allocate("descriptor 12345", 12345, &whole, 1, 0);
    allocate("file", NEED(open("/dev/null", O_WRONLY)), &whole, 1, 0);
    allocate("epoll", NEED(epoll_create1(0)), &whole, 1, 0);
    NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, local));
    allocate("local stream", local[0], &whole, 1, 0);
    allocate("udp", udp.sender, &whole, 1, 0);
    allocate("not connected", open_socket("tcp", "ipv4"), &whole, 1, 0);
    bind_loopback(listener, "ipv4");
    NEED(listen(listener, 1));
    allocate("listening", listener, &whole, 1, 0);
    allocate("accepted", tcp.receiver, &whole, 1, 0);
}

/* ---- changing and sending them ---- */

static void updates(void)
{
    onload_template_handle handle = template_of(tcp.sender, "..........");
    struct onload_template_msg_update_iovec several[] = {change("aa", 2, 0), change("bb", 2, 2), change("cc", 2, 1)};
    struct onload_template_msg_update_iovec spoilt[] = {change("dd", 2, 6), change("ee", 2, 9), change("ff", 2, 4)};

    tell("in order", onload_msg_template_update(tcp.sender, handle, several, 3, 0));
    tell("the second beyond the end", onload_msg_template_update(tcp.sender, handle, spoilt, 3, 0));
    tell("none", onload_msg_template_update(tcp.sender, handle, NULL, 0, 0));
    tell("null", onload_msg_template_update(tcp.sender, handle, NULL, 1, 0));
    tell("fewer than none", onload_msg_template_update(tcp.sender, handle, several, -1, 0));
    several[0] = change("x", 0, 0);
    tell("length 0", onload_msg_template_update(tcp.sender, handle, several, 1, 0));
    several[0] = change("x", 1, -1);
    tell("before the start", onload_msg_template_update(tcp.sender, handle, several, 1, SEND_NOW));
    several[0] = change("x", SIZE_MAX, 1);
    tell("the longest length", onload_msg_template_update(tcp.sender, handle, several, 1, SEND_NOW));
    several[0] = change("x", 1, INT64_MAX);
    tell("the last offset", onload_msg_template_update(tcp.sender, handle, several, 1, SEND_NOW));
    several[0] = change(NULL, 1, 0);
    tell("null bytes", onload_msg_template_update(tcp.sender, handle, several, 1, SEND_NOW));
    tell("flag of alloc", update(tcp.sender, handle, "x", 0, ONLOAD_TEMPLATE_FLAGS_PIO_RETRY));
    tell("unknown flag", update(tcp.sender, handle, "x", 0, SEND_NOW | 0x80));
    arrived(tcp.receiver);
    tell("to the end, and sent", update(tcp.sender, handle, "g", 9, SEND_NOW));
    arrived(tcp.receiver);
    tell("sent already", update(tcp.sender, handle, "x", 0, 0));
    tell("sent already", update(tcp.sender, handle, NULL, 0, SEND_NOW));
    tell("sent already, aborted", onload_msg_template_abort(tcp.sender, handle));
    arrived(tcp.receiver);
}

/* Templates, zero-copy sends and ordinary sends in the order they are sent in, not the one they are made in. */
static void order(void)
{
    onload_template_handle first = template_of(tcp.sender, "[first]"), second = template_of(tcp.sender, "[second]");
    struct onload_zc_iovec buffer = buffer_of(tcp.sender, "[buffer]");

    NEED(send(tcp.sender, "[ordinary]", 10, 0));
    tell("second", update(tcp.sender, second, NULL, 0, SEND_NOW | DONTWAIT));
    tell("buffer", zero_copy_send(tcp.sender, &buffer, 1, 0));
    NEED(send(tcp.sender, "[ordinary]", 10, 0));
    tell("first", update(tcp.sender, first, "F", 1, SEND_NOW));
    arrived(tcp.receiver);
}

static void handles(void)
{
    struct pair other = open_tcp_pair("ipv4");
    onload_template_handle handle = template_of(tcp.sender, "message");
    struct onload_zc_iovec buffer = buffer_of(tcp.sender, "buffer");
    onload_zc_handle as_buffer = (onload_zc_handle)handle;

    tell("null", update(tcp.sender, NULL, NULL, 0, SEND_NOW));
    tell("a pointer", update(tcp.sender, (onload_template_handle)&tcp, NULL, 0, SEND_NOW));
    tell("beside a handle", update(tcp.sender, (onload_template_handle)((char *)handle + 8), NULL, 0, SEND_NOW));
    tell("a buffer's", update(tcp.sender, (onload_template_handle)buffer.buf, NULL, 0, SEND_NOW));
    tell("a buffer's, aborted", onload_msg_template_abort(tcp.sender, (onload_template_handle)buffer.buf));
    tell("released as a buffer", onload_zc_release_buffers(tcp.sender, &as_buffer, 1));
    tell("over another socket", update(other.sender, handle, NULL, 0, SEND_NOW));
    tell("aborted over another socket", onload_msg_template_abort(other.sender, handle));
    tell("over no socket", update(-1, handle, NULL, 0, SEND_NOW));
    tell("aborted over no socket", onload_msg_template_abort(-1, handle));
    tell("null, aborted", onload_msg_template_abort(tcp.sender, NULL));
    arrived(tcp.receiver);
    tell("aborted", onload_msg_template_abort(tcp.sender, handle));
    tell("aborted twice", onload_msg_template_abort(tcp.sender, handle));
    tell("after abort", update(tcp.sender, handle, NULL, 0, SEND_NOW));
    tell("buffer still ours", release_buffer(tcp.sender, buffer));
    arrived(tcp.receiver);
}

/* The same socket by another number. */
static void duplicate(void)
{
    onload_template_handle handle = template_of(tcp.sender, "message");
    int copy = NEED(dup(tcp.sender));

    NEED(close(tcp.sender));
    tell("by the copy", update(copy, handle, "M", 0, SEND_NOW));
    arrived(tcp.receiver);
    handle = template_of(copy, "message");
    NEED(dup2(copy, tcp.sender));
    NEED(dup2(tcp.sender, copy));
    tell("by the copy of the copy", update(copy, handle, NULL, 0, SEND_NOW));
    arrived(tcp.receiver);
}

/* ---- the ends of sockets ---- */

static void use(const char *what, int fd, onload_template_handle handle)
{
    char line[64];

    snprintf(line, sizeof(line), "%s, changed", what);
    tell(line, update(fd, handle, "x", 0, 0));
    snprintf(line, sizeof(line), "%s, changed again", what);
    tell(line, update(fd, handle, "x", 0, 0));
    snprintf(line, sizeof(line), "%s, sent", what);
    tell(line, update(fd, handle, NULL, 0, SEND_NOW));
    snprintf(line, sizeof(line), "%s, aborted", what);
    tell(line, onload_msg_template_abort(fd, handle));
}

static struct pair reset_pair(onload_template_handle *handles, int count)
{
    struct pair pair = open_tcp_pair("ipv4");
    struct linger at_once = {.l_onoff = 1};

    for (int i = 0; i < count; i++)
        handles[i] = template_of(pair.sender, "message");
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once)));
    NEED(close(pair.receiver));
    await(pair.sender, POLLIN);
    return pair;
}

static void ends(void)
{
    struct pair shut = open_tcp_pair("ipv4"), closed = open_tcp_pair("ipv4");
    onload_template_handle of_shut = template_of(shut.sender, "message"), sent = template_of(shut.sender, "message");
    onload_template_handle aborted = template_of(shut.sender, "message"), of_closed = template_of(closed.sender, "old");
    onload_template_handle of_reset[3];
    struct pair reset = reset_pair(of_reset, 3);

    NEED(shutdown(shut.sender, SHUT_WR));
    tell("shut down, a new one", allocate_template(shut.sender, "new", 3, &(onload_template_handle){NULL}));
    tell("reset, a new one", allocate_template(reset.sender, "new", 3, &(onload_template_handle){NULL}));
    use("shut down", shut.sender, of_shut);
    tell("shut down, sent at once", update(shut.sender, sent, NULL, 0, SEND_NOW));
    tell("shut down, aborted at once", onload_msg_template_abort(shut.sender, aborted));
    use("reset", reset.sender, of_reset[0]);
    tell("reset, sent at once", update(reset.sender, of_reset[1], NULL, 0, SEND_NOW));
    tell("reset, aborted at once", onload_msg_template_abort(reset.sender, of_reset[2]));
    tell("reset, a new one", allocate_template(reset.sender, "new", 3, &of_reset[0]));
    reset = reset_pair(of_reset, 2);
    tell("reset, first sent", update(reset.sender, of_reset[0], NULL, 0, SEND_NOW));
    tell("reset, second sent", update(reset.sender, of_reset[1], NULL, 0, SEND_NOW));
    tell("reset, a new one", allocate_template(reset.sender, "new", 3, &of_reset[0]));
    close_pair(closed);
    use("closed", closed.sender, of_closed);
}

/* A number of a closed connection, used again by another connection: the old one's template must not go there. */
static void number_used_again(void)
{
    struct pair old = open_tcp_pair("ipv4");
    onload_template_handle handle = template_of(old.sender, "old"), other = template_of(old.sender, "old");

    NEED(dup2(tcp.sender, old.sender));
    use("another socket now", old.sender, handle);
    NEED(close(old.sender));
    use("closed", old.sender, other);
    arrived(tcp.receiver);
}

/* ---- no room ---- */

static void full(void)
{
    onload_template_handle waiting = template_of(tcp.sender, "waiting"), refused = template_of(tcp.sender, "refused");
    char bytes[65536] = "";
    uint64_t sent = 0, received = 0;
    ssize_t moved;

    while ((moved = send(tcp.sender, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0)
        sent += moved;
    tell("without waiting", update(tcp.sender, refused, NULL, 0, SEND_NOW | DONTWAIT));
    tell("it is gone", update(tcp.sender, refused, NULL, 0, 0));
    NEED(fcntl(tcp.sender, F_SETFL, O_NONBLOCK));
    tell("of a socket that does not wait", update(tcp.sender, waiting, NULL, 0, SEND_NOW));
    tell("it is gone", onload_msg_template_abort(tcp.sender, waiting));
    NEED(shutdown(tcp.sender, SHUT_WR));
    while ((moved = NEED(recv(tcp.receiver, bytes, sizeof(bytes), 0))) > 0)
        received += moved;
    fact("sent, not received: %ld", (long)(sent - received));
}

static const struct topic topics[] = {
    {"arguments", arguments},
    {"pipes", pipes},
    {"descriptors", descriptors},
    {"updates", updates},
    {"order", order},
    {"handles", handles},
    {"duplicate", duplicate},
    {"ends", ends},
    {"number-used-again", number_used_again},
    {"full", full},
};

int main(int argc, char **argv)
{
    tcp = open_tcp_pair("ipv4");
    tell_topic(topics, COUNT(topics), argv[argc - 1]);
    return 0;
}
