// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stream_calls FAMILY. A TCP stream sent by every call there is, each some more bytes than the one before, and the
 * piece that is told of each.
 */
#include "pieces.h"
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/uio.h>

static char data[256];

static ssize_t by_send(int fd, size_t size)
{
    return send(fd, data, size, 0);
}

static ssize_t by_sendto(int fd, size_t size)
{
    return sendto(fd, data, size, 0, NULL, 0);
}

static ssize_t by_write(int fd, size_t size)
{
    return write(fd, data, size);
}

static ssize_t by_writev(int fd, size_t size)
{
    struct iovec halves[] = {{data, size / 2}, {data, size - size / 2}};

    return writev(fd, halves, COUNT(halves));
}

static ssize_t by_sendmsg(int fd, size_t size)
{
    struct iovec all = {data, size};
    struct msghdr message = {.msg_iov = &all, .msg_iovlen = 1};

    return sendmsg(fd, &message, 0);
}

static ssize_t by_sendmmsg(int fd, size_t size)
{
    struct iovec all = {data, size};
    struct mmsghdr message = {.msg_hdr = {.msg_iov = &all, .msg_iovlen = 1}};

    return sendmmsg(fd, &message, 1, 0) == 1 ? (ssize_t)message.msg_len : -1;
}

static ssize_t by_splice(int fd, size_t size)
{
    int ends[2];

    NEED(pipe(ends));
    NEED(write(ends[1], data, size));
    ssize_t sent = splice(ends[0], NULL, fd, NULL, size, 0);
    NEED(close(ends[0]));
    NEED(close(ends[1]));
    return sent;
}

static ssize_t by_sendfile(int fd, size_t size)
{
    int file = NEED(open("/proc/self/exe", O_RDONLY));
    ssize_t sent = sendfile(fd, file, NULL, size);

    NEED(close(file));
    return sent;
}

static const struct {
    const char *name;
    ssize_t (*send)(int fd, size_t size);
} calls[] = {
    {"send", by_send},       {"sendto", by_sendto},     {"write", by_write},   {"writev", by_writev},
    {"sendmsg", by_sendmsg}, {"sendmmsg", by_sendmmsg}, {"splice", by_splice}, {"sendfile", by_sendfile},
};

int main(int, char **argv)
{
    struct pair pair = open_pair("tcp", argv[1]);

    clock_gettime(CLOCK_REALTIME, &started);
    NEED(ask(pair.sender, STREAM));
    for (size_t i = 0; i < COUNT(calls); i++) {
        struct pollfd error = {.fd = pair.sender};
        size_t size = 100 + i;

        NEED(calls[i].send(pair.sender, size) == (ssize_t)size ? 0 : -1);
        drain(pair.receiver, size);
        NEED(poll(&error, 1, PATIENCE_MS));
        fact("%s: events %#x, piece of %zu", calls[i].name, error.revents, take_piece(pair.sender).bytes);
    }
    ANSWER("no more", recv(pair.sender, data, sizeof(data), MSG_ERRQUEUE));
    return 0;
}
