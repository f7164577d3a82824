// SPDX-License-Identifier: GPL-2.0-only
/* Usage: rare_calls TOPIC. Calls that few applications make, found by making all sorts of calls at random. */
#include "kinds.h"
#include "pages.h"
#include "topics.h"
#include <linux/net_tstamp.h>
#include <onload/extensions.h>
#include <signal.h>

static volatile sig_atomic_t broken_pipes;

static void count_broken_pipe(int signal)
{
    (void)signal;
    broken_pipes++;
}

static void ask(int fd, int flags)
{
    NEED(setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
}

/* The kernel writes the value, and then fails to write its length. */
static void unwritable_length(void)
{
    struct pair pair = open_pair("udp", "ipv4");
    int value = 0x5a5a5a5a, on = 1;
    socklen_t *length = two_pages();

    ask(pair.receiver, SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMP, &on, sizeof(on)));
    *length = sizeof(value);
    NEED(mprotect(length, PAGE, PROT_READ));
    ANSWER("SO_PEEK_OFF", getsockopt(pair.receiver, SOL_SOCKET, SO_PEEK_OFF, &value, length));
    fact("value %d", value);
    value = 0x5a5a5a5a;
    ANSWER("SO_TIMESTAMPING", getsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &value, length));
    fact("value %#x", value);
    value = 0x5a5a5a5a;
    ANSWER("SO_TIMESTAMP_NEW", getsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMP_NEW, &value, length));
    fact("value %d", value);
}

/* Where the kernel refuses a flag that it does not know, it does so under emulation. */
static void one_packet_flag(void)
{
    struct pair pair = open_kind("packet", "dgram");
    char data[8];
    struct iovec part = {data, sizeof(data)};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

    ANSWER("recv", recv(pair.receiver, data, sizeof(data), MSG_DONTWAIT | ONLOAD_MSG_ONEPKT));
    ANSWER("recvmsg", recvmsg(pair.receiver, &message, MSG_DONTWAIT | ONLOAD_MSG_ONEPKT));
}

/* The second message of a batch meets a broken pipe, and names an interface besides. */
static void broken_pipe(void)
{
    struct pair pair = open_pair("tcp", "ipv4");
    struct iovec part = {"data", 4};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(12)];
    } control = {.header = {CMSG_LEN(12), SOL_SOCKET, SCM_TIMESTAMPING_PKTINFO}};
    struct mmsghdr batch[] = {{.msg_hdr = {.msg_iov = &part, .msg_iovlen = 1}},
                              {.msg_hdr = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control,
                                           .msg_controllen = sizeof(control)}}};

    signal(SIGPIPE, count_broken_pipe);
    NEED(shutdown(pair.receiver, SHUT_RDWR));
    ANSWER("sendmmsg", sendmmsg(pair.sender, batch, COUNT(batch), 0));
    fact("signals %d", (int)broken_pipes);
}

/* A socket pair takes the number of a socket that asked for hardware stamps. */
static void number_of_another(void)
{
    int former = open_socket("udp", "ipv4"), ends[2], flags = -1;
    socklen_t length = sizeof(flags);
    struct iovec part = {"data", 4};
    union {
        struct cmsghdr header;
        int bytes[CMSG_SPACE(4) / 4];
    } control = {.header = {CMSG_LEN(4), SOL_SOCKET, SO_TIMESTAMPING}};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)};

    ask(former, SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
    NEED(close(former));
    NEED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    fact("same number: %s", ends[0] == former ? "yes" : "no");
    *(int *)CMSG_DATA(&control.header) = SOF_TIMESTAMPING_TX_SOFTWARE;
    ANSWER("sendmsg", sendmsg(ends[0], &message, 0));
    NEED(getsockopt(ends[0], SOL_SOCKET, SO_TIMESTAMPING, &flags, &length));
    fact("flags %#x", flags);
}

/* A stamp that nobody asked to see is taken out, though it was cut off: the message before it stays whole. */
static void cut_stamp(void)
{
    struct pair pair = open_pair("udp", "ipv4");
    char control[62];
    int on = 1;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMP, &on, sizeof(on)));
    ask(pair.sender, SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_TX_SCHED);
    NEED(send(pair.sender, "data", 4, 0));
    await(pair.sender, 0);
    struct msghdr message = {.msg_control = control, .msg_controllen = sizeof(control)};
    NEED(recvmsg(pair.sender, &message, MSG_ERRQUEUE));
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    fact("type %d whole: %s", first->cmsg_type, first->cmsg_len <= message.msg_controllen ? "yes" : "no");
}

static union {
    struct cmsghdr header;
    int ints[CMSG_SPACE(4) / 4];
} stamp_of_message = {.ints = {CMSG_LEN(4), 0, SOL_SOCKET, SO_TIMESTAMPING, SOF_TIMESTAMPING_TX_HARDWARE}};

static const struct mmsghdr constants[] = {
    {{.msg_control = &stamp_of_message, .msg_controllen = sizeof(stamp_of_message)}, 0},
};

/* Messages that ask for stamps: in arrays whose lengths cannot be written, and one that is not sent, so has no length. */
static void length_of_message(void)
{
    struct pair pair = open_pair("udp", "ipv4");
    struct mmsghdr *batch = two_pages();

    ask(pair.sender, SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
    batch[0] = batch[1] = (struct mmsghdr){constants[0].msg_hdr, 1234};
    batch[1].msg_hdr.msg_iovlen = -1;
    ANSWER("sendmmsg", sendmmsg(pair.sender, batch, 2, 0));
    fact("lengths %u %u", batch[0].msg_len, batch[1].msg_len);
    NEED(mprotect(batch, PAGE, PROT_READ));
    ANSWER("protected", sendmmsg(pair.sender, batch, 1, 0));
    ANSWER("constant", sendmmsg(pair.sender, (struct mmsghdr *)constants, 1, 0));
}

static void tell_flags(int fd)
{
    int flags = -1, other = NEED(dup(fd));
    socklen_t length = sizeof(flags);

    ANSWER("SO_TIMESTAMPING", getsockopt(other, SOL_SOCKET, SO_TIMESTAMPING, &flags, &length));
    fact("flags %#x", flags);
    NEED(close(other));
}

/* The kernel takes a socket apart when it cannot connect, or is to be connected no more. */
static void undone_connection(void)
{
    struct sockaddr_in refusing = {.sin_family = AF_INET, .sin_port = htons(1)};
    struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    struct pair pair = open_pair("tcp", "ipv4");
    int fd = open_socket("tcp", "ipv4");

    refusing.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ask(fd, SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
    ANSWER("refused", connect(fd, (struct sockaddr *)&refusing, sizeof(refusing)));
    tell_flags(fd);
    ask(pair.sender, SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
    ANSWER("undone", connect(pair.sender, &nobody, sizeof(nobody)));
    tell_flags(pair.sender);
}

static const struct topic topics[] = {
    {"unwritable_length", unwritable_length},
    {"one_packet_flag", one_packet_flag},
    {"broken_pipe", broken_pipe},
    {"number_of_another", number_of_another},
    {"cut_stamp", cut_stamp},
    {"length_of_message", length_of_message},
    {"undone_connection", undone_connection},
};

int main(int, char **argv)
{
    tell_topic(topics, COUNT(topics), argv[1]);
    return 0;
}
