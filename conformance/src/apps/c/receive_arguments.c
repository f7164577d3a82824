// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: receive_arguments FORM:FLAGS PROTOCOL FAMILY. recvmsg and recvmmsg with good and bad arguments, on a socket with
 * data that asked for stamps.
 */
#include "asking.h"
#include "pages.h"
#include "stamping.h"
#include <fcntl.h>

static struct pair pair;
static struct message message;

static void refill(void)
{
    char drained[4096];

    while (recv(pair.receiver, drained, sizeof(drained), MSG_DONTWAIT) >= 0 || errno != EAGAIN)
        continue;
    for (int i = 0; i < 2; i++)
        NEED(send(pair.sender, "sixteen octets..", DATA_ROOM, 0));
    await(pair.receiver, POLLIN);
    prepare(&message);
    message.header.msg_hdr.msg_controllen = 0;
}

static void tell(const char *what, ssize_t result)
{
    const struct msghdr *header = &message.header.msg_hdr;

    fact("%s: %zd %s", what, result, error_name(errno));
    fact("  name %u iov %zu control %zu flags %#x length %u data %.4s", header->msg_namelen, header->msg_iovlen,
         header->msg_controllen, header->msg_flags, message.header.msg_len, message.data);
}

#define RECEIVE(what, call)                                                                                            \
    do {                                                                                                               \
        errno = UNTOUCHED;                                                                                             \
        ssize_t result_ = (call);                                                                                      \
        tell(what, result_);                                                                                           \
    } while (0)

/* Both calls on the message as it stands; the socket is refilled in between and the change made again. */
#define BOTH(what, change)                                                                                             \
    do {                                                                                                               \
        refill();                                                                                                      \
        change;                                                                                                        \
        RECEIVE("recvmsg " what, recvmsg(pair.receiver, &message.header.msg_hdr, MSG_DONTWAIT));                       \
        refill();                                                                                                      \
        change;                                                                                                        \
        RECEIVE("recvmmsg " what, recvmmsg(pair.receiver, &message.header, 1, MSG_DONTWAIT, NULL));                    \
    } while (0)

static void names(void)
{
    struct msghdr *header = &message.header.msg_hdr;

    BOTH("with a name", (void)0);
    BOTH("with no name", header->msg_name = NULL);
    BOTH("with a short name", header->msg_namelen = 3);
    BOTH("with a name of length 0", header->msg_namelen = 0);
    BOTH("with a name of negative length", header->msg_namelen = -1);
    BOTH("with an enormous name", header->msg_namelen = INT32_MAX);
    BOTH("with an unmapped name", header->msg_name = unmapped());
}

static void data(void)
{
    struct msghdr *header = &message.header.msg_hdr;
    struct iovec *iov = &message.data_room;

    BOTH("with short data", iov->iov_len = 4);
    BOTH("with no data", iov->iov_len = 0);
    BOTH("with no vector", (header->msg_iov = NULL, header->msg_iovlen = 0));
    BOTH("with a vector nowhere", header->msg_iov = NULL);
    BOTH("with a vector of none", header->msg_iovlen = 0);
    BOTH("with a vector of too many", header->msg_iovlen = 1025);
    BOTH("with a vector of negative length", header->msg_iovlen = -1);
    BOTH("with an unmapped vector", header->msg_iov = unmapped());
    BOTH("with unmapped data", iov->iov_base = unmapped());
    BOTH("with data beyond a page", iov->iov_base = at_page_end(4));
    BOTH("with a negative data length", iov->iov_len = -1);
}

static void control(void)
{
    struct msghdr *header = &message.header.msg_hdr;

    BOTH("with control", header->msg_controllen = CONTROL_ROOM);
    BOTH("with no control", (header->msg_control = NULL, header->msg_controllen = CONTROL_ROOM));
    BOTH("with control of length 1", header->msg_controllen = 1);
    BOTH("with control of length 17", header->msg_controllen = 17);
    BOTH("with control of negative length", header->msg_controllen = -1);
    BOTH("with unmapped control", (header->msg_control = unmapped(), header->msg_controllen = CONTROL_ROOM));
    BOTH("with read-only control", (header->msg_control = read_only(), header->msg_controllen = CONTROL_ROOM));
    BOTH("with control at a page end", (header->msg_control = at_page_end(33), header->msg_controllen = 33));
    BOTH("with control beyond a page", (header->msg_control = at_page_end(33), header->msg_controllen = 80));
    BOTH("with flags preset", header->msg_flags = -1);
}

/* A copy of the prepared headers in the last bytes of a page, all but the last missing bytes of it. */
static void *headers_at_page_end(size_t count, size_t missing)
{
    size_t size = count * sizeof(struct mmsghdr) - missing;
    struct mmsghdr headers[4];

    for (size_t i = 0; i < count; i++)
        headers[i] = message.header;
    return memcpy(at_page_end(size), headers, size);
}

static void *read_only_header(void)
{
    char *page = two_pages();

    memcpy(page, &message.header, sizeof(message.header));
    NEED(mprotect(page, PAGE, PROT_READ));
    return page;
}

static void headers(void)
{
    int fd = pair.receiver;
    int flags = MSG_DONTWAIT;
    size_t after = sizeof(struct mmsghdr) - sizeof(struct msghdr);

    refill();
    RECEIVE("recvmsg nowhere", recvmsg(fd, NULL, flags));
    RECEIVE("recvmmsg nowhere", recvmmsg(fd, NULL, 1, flags, NULL));
    RECEIVE("recvmsg unmapped", recvmsg(fd, unmapped(), flags));
    RECEIVE("recvmmsg unmapped", recvmmsg(fd, unmapped(), 1, flags, NULL));
    RECEIVE("recvmsg at a page end", recvmsg(fd, headers_at_page_end(1, after), flags));
    refill();
    RECEIVE("recvmsg beyond a page", recvmsg(fd, headers_at_page_end(1, after + 1), flags));
    RECEIVE("recvmsg read-only", recvmsg(fd, read_only_header(), flags));
    refill();
    RECEIVE("recvmmsg read-only", recvmmsg(fd, read_only_header(), 1, flags, NULL));
    refill();
    RECEIVE("recvmmsg at a page end", recvmmsg(fd, headers_at_page_end(1, 0), 1, flags, NULL));
    refill();
    RECEIVE("recvmmsg, second beyond", recvmmsg(fd, headers_at_page_end(1, 0), 2, flags, NULL));
    refill();
    RECEIVE("recvmmsg, second half beyond", recvmmsg(fd, headers_at_page_end(2, 8), 2, flags, NULL));
    refill();
    RECEIVE("recvmmsg, fewer come than fit", recvmmsg(fd, headers_at_page_end(4, 0), 4, flags, NULL));
}

static void batches(void)
{
    int fd = pair.receiver;
    struct timespec none = {0, 0};
    struct timespec bad = {0, 1000000000};
    struct timespec negative = {-1, 0};

    refill();
    RECEIVE("recvmmsg of none", recvmmsg(fd, &message.header, 0, MSG_DONTWAIT, NULL));
    RECEIVE("recvmmsg of too many", recvmmsg(fd, headers_at_page_end(4, 0), UINT32_MAX, MSG_DONTWAIT, NULL));
    refill();
    RECEIVE("recvmmsg that waits for one", recvmmsg(fd, &message.header, 1, MSG_WAITFORONE, NULL));
    refill();
    RECEIVE("recvmmsg with no time", recvmmsg(fd, headers_at_page_end(4, 0), 4, 0, &none));
    refill();
    RECEIVE("recvmmsg with a bad time", recvmmsg(fd, &message.header, 1, MSG_DONTWAIT, &bad));
    RECEIVE("recvmmsg with a negative time", recvmmsg(fd, &message.header, 1, MSG_DONTWAIT, &negative));
    RECEIVE("recvmmsg with an unmapped time", recvmmsg(fd, &message.header, 1, MSG_DONTWAIT, unmapped()));
    RECEIVE("recvmmsg with a read-only time", recvmmsg(fd, &message.header, 1, MSG_DONTWAIT, read_only()));
}

static void flags(void)
{
    static const int all[] = {MSG_PEEK,         MSG_TRUNC,    MSG_OOB,              MSG_ERRQUEUE,
                              MSG_CMSG_CLOEXEC, MSG_NOSIGNAL, MSG_PEEK | MSG_TRUNC, MSG_ERRQUEUE | MSG_PEEK,
                              1 << 30 | 1,      -1};

    for (size_t i = 0; i < COUNT(all); i++) {
        fact("flags %#x", all[i]);
        refill();
        RECEIVE("recvmsg", recvmsg(pair.receiver, &message.header.msg_hdr, all[i] | MSG_DONTWAIT));
        refill();
        RECEIVE("recvmmsg", recvmmsg(pair.receiver, &message.header, 1, all[i] | MSG_DONTWAIT, NULL));
    }
}

static void descriptor(const char *kind, int fd)
{
    fact("%s", kind);
    refill();
    RECEIVE("recvmsg", recvmsg(fd, &message.header.msg_hdr, MSG_DONTWAIT));
    RECEIVE("recvmmsg", recvmmsg(fd, &message.header, 1, MSG_DONTWAIT, NULL));
    RECEIVE("recvmsg nowhere", recvmsg(fd, NULL, MSG_DONTWAIT));
    RECEIVE("recvmmsg nowhere", recvmmsg(fd, NULL, 1, MSG_DONTWAIT, NULL));
}

static void descriptors(void)
{
    int closed = NEED(dup(0));

    NEED(close(closed));
    descriptor("-1", -1);
    descriptor("closed", closed);
    descriptor("file", NEED(open("/dev/null", O_RDWR)));
    descriptor("unbound udp", open_socket("udp", "ipv4"));
    descriptor("unconnected tcp", open_socket("tcp", "ipv4"));
    descriptor("unix", NEED(socket(AF_UNIX, SOCK_DGRAM, 0)));
}

int main(int argc, char **argv)
{
    keep_stamping_on();
    pair = open_pair(argv[argc - 2], argv[argc - 1]);
    NEED(ask(pair.receiver, argv[1]));
    names();
    data();
    control();
    headers();
    batches();
    flags();
    descriptors();
    return 0;
}
