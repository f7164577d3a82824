// SPDX-License-Identifier: GPL-2.0-only
/*
 * What onload_zc_recv() promises of datagrams beside their bytes, a scenario at a time. Usage: zc_rules SCENARIO FAMILY.
 */
#include "zc_receive.h"
#include "messages.h"
#include "stamping.h"
#include <fcntl.h>
#include <net/if.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

/* Long enough for a callback to be trusted with batches. */
#define MANY 20000

static const char *family;

static enum onload_zc_callback_rc go_on(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

/* Sends numbers, 8 bytes each, and stays below what the receive buffer holds. */
static void send_numbers(struct pair pair, uint64_t first, int count)
{
    for (int i = 0; i < count; i++) {
        uint64_t number = first + i;
        NEED(send(pair.sender, &number, sizeof(number), 0));
    }
}

/* ---- the callback flags of a burst ---- */

static uint64_t next_number;
static int wrong;
static int ends;
static int burst_left;

static enum onload_zc_callback_rc in_burst(struct onload_zc_recv_args *arguments, int flags)
{
    uint64_t number;

    memcpy(&number, arguments->msg.iov->iov_base, sizeof(number));
    wrong += number != next_number++;
    wrong += flags != (--burst_left == 0 ? ONLOAD_ZC_END_OF_BURST : 0);
    ends += flags == ONLOAD_ZC_END_OF_BURST;
    return ONLOAD_ZC_CONTINUE;
}

static void burst(struct pair pair, int size, int flags)
{
    struct call call;

    send_numbers(pair, next_number, size);
    burst_left = size;
    int status = receive_zero_copy(pair.receiver, &call, in_burst, flags);
    wrong += status != 0 || burst_left != 0;
}

/* Of every size, before batches are received and after. */
static void bursts(void)
{
    struct pair pair = open_udp_pair(family);
    int sent = 0;
    int count = 0;

    for (int round = 0; round < 3; round++)
        for (int size = 1; size <= 130; size++) {
            burst(pair, size, size % 2 ? ONLOAD_MSG_DONTWAIT : ONLOAD_MSG_RECV_OS_INLINE);
            sent += size;
            count++;
        }
    fact("%d datagrams in %d bursts: %d ends of burst, %d wrong", sent, count, ends, wrong);
    close_pair(pair);
}

/* ---- a callback that ends the call ---- */

static int ending_after;

static enum onload_zc_callback_rc end_after(struct onload_zc_recv_args *arguments, int flags)
{
    uint64_t number;

    (void)flags;
    memcpy(&number, arguments->msg.iov->iov_base, sizeof(number));
    wrong += number != next_number++;
    call_of(arguments)->shown++;
    return --ending_after == 0 ? ONLOAD_ZC_TERMINATE : ONLOAD_ZC_CONTINUE;
}

/* The rest is the kernel's still: poll tells of it and recv brings it. */
static void end_of_call(struct pair pair, int sent, int after)
{
    struct call call;
    struct pollfd readable = {.fd = pair.receiver, .events = POLLIN};
    uint64_t number;
    int by_recv = 0;

    send_numbers(pair, next_number, sent);
    ending_after = after;
    int status = receive_zero_copy(pair.receiver, &call, end_after, ONLOAD_MSG_DONTWAIT);
    int ready = poll(&readable, 1, 0);
    while (recv(pair.receiver, &number, sizeof(number), MSG_DONTWAIT) == sizeof(number)) {
        wrong += number != next_number++;
        by_recv++;
    }
    fact("%d of %d: result %d, shown %d, readable %d, by recv %d, wrong %d", after, sent, status, call.shown, ready,
         by_recv, wrong);
}

static void ended(void)
{
    static const int cases[][2] = {{5, 1}, {5, 4}, {5, 5}, {100, 50}, {100, 99}, {5, 2}};
    struct pair pair = open_udp_pair(family);

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pair fresh = open_udp_pair(family);
        end_of_call(fresh, cases[i][0], cases[i][1]);
        close_pair(fresh);
        end_of_call(pair, cases[i][0], cases[i][1]);
    }
    close_pair(pair);
}

/* A budget of messages per call that is reached again and again never goes on the account of what is left. */
static void budget(void)
{
    struct pair pair = open_udp_pair(family);
    struct call call;

    for (int i = 0; i < MANY / 40; i++) {
        ending_after = 0;
        send_numbers(pair, next_number, 40);
        receive_zero_copy(pair.receiver, &call, end_after, ONLOAD_MSG_DONTWAIT);
    }
    fact("before: wrong %d", wrong);
    end_of_call(pair, 100, 41);
    end_of_call(pair, 100, 20);
    close_pair(pair);
}

static union address sender_name;

static enum onload_zc_callback_rc compare_name(struct onload_zc_recv_args *arguments, int flags)
{
    const struct msghdr *header = &arguments->msg.msghdr;

    (void)flags;
    wrong += memcmp(header->msg_name, &sender_name, header->msg_namelen) != 0;
    wrong += header->msg_namelen < sizeof(sender_name.v4);
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

/* Messages that a call with little room for names has left are shown with the names that the next one has room for. */
static void named_late(void)
{
    struct pair pair = open_udp_pair(family);
    struct call call;
    socklen_t length = sizeof(sender_name);

    NEED(getsockname(pair.sender, &sender_name.any, &length));
    for (int i = 0; i <= MANY / 100; i++) {
        ending_after = i < MANY / 100 ? 0 : 10;
        send_numbers(pair, next_number, 100);
        prepare_call(&call, end_after, ONLOAD_MSG_DONTWAIT);
        call.arguments.msg.msghdr.msg_namelen = 4;
        NEED(onload_zc_recv(pair.receiver, &call.arguments));
    }
    int status = receive_zero_copy(pair.receiver, &call, compare_name, ONLOAD_MSG_DONTWAIT);
    fact("next call %d, shown %d, wrong %d", status, call.shown, wrong);
    close_pair(pair);
}

/* Ended where it never was before, amid a batch: the rest comes by the next call of the same socket, however named. */
static void ended_late(void)
{
    struct pair pair = open_udp_pair(family);
    struct call call;

    for (int i = 0; i < MANY / 100; i++) {
        ending_after = 0;
        send_numbers(pair, next_number, 100);
        receive_zero_copy(pair.receiver, &call, end_after, ONLOAD_MSG_DONTWAIT);
    }
    send_numbers(pair, next_number, 100);
    ending_after = 10;
    int status = receive_zero_copy(pair.receiver, &call, end_after, ONLOAD_MSG_DONTWAIT);
    fact("first call %d, shown %d, wrong %d", status, call.shown, wrong);
    int other = NEED(dup(pair.receiver));
    ending_after = 7;
    status = receive_zero_copy(other, &call, end_after, ONLOAD_MSG_DONTWAIT);
    fact("second call %d, shown %d, wrong %d", status, call.shown, wrong);
    status = receive_zero_copy(pair.receiver, &call, end_after, 0);
    fact("third call %d, shown %d, wrong %d", status, call.shown, wrong);
    ending_after = 5;
    end_of_call(pair, 20, 5);
    close_pair(pair);
}

/* ---- lengths ---- */

static enum onload_zc_callback_rc describe_parts(struct onload_zc_recv_args *arguments, int flags)
{
    static unsigned char data[1 << 16];
    struct onload_zc_msg *message = &arguments->msg;
    size_t length = gather(message, data);
    bool odd = false;

    for (size_t i = 0; i < message->msghdr.msg_iovlen; i++)
        odd |= message->iov[i].iov_flags != 0 || message->iov[i].unused || !message->iov[i].buf ||
               message->iov[i].iov_len > 1856 || (i > 0 && message->iov[i].iov_len == 0);
    fact("%zu bytes %s in %zu%s, name %d, control %zu, flags %#x, %#x", length,
         holds(data, length, length) ? "right" : "wrong", message->msghdr.msg_iovlen, odd ? " odd" : "",
         call_of(arguments)->name.any.sa_family == family_of(family) ? (int)message->msghdr.msg_namelen : -1,
         message->msghdr.msg_controllen, message->msghdr.msg_flags, flags);
    return ONLOAD_ZC_CONTINUE;
}

static void lengths(void)
{
    static const size_t all[] = {0, 1, 1472, 1855, 1856, 1857, 3712, 3713, 4096, 4097, 8972, 32768, LONGEST};
    static unsigned char data[1 << 16];
    struct pair pair = open_udp_pair(family);
    struct call call;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &(int){1 << 20}, sizeof(int)));
    for (size_t i = 0; i < COUNT(all); i++) {
        fill(data, all[i], all[i]);
        NEED(send(pair.sender, data, all[i], 0));
        NEED(receive_zero_copy(pair.receiver, &call, describe_parts, 0));
    }
    close_pair(pair);
}

/* ---- waiting ---- */

static void *send_later(void *pair)
{
    send_numbers(*(struct pair *)pair, 1, 1);
    return NULL;
}

static void on_signal(int number)
{
    (void)number;
}

static void interrupted(struct pair pair)
{
    struct sigaction action = {.sa_handler = on_signal};
    struct itimerval soon = {{0, 10000}, {0, 10000}};
    struct itimerval never = {{0, 0}, {0, 0}};
    struct call call;

    NEED(sigaction(SIGALRM, &action, NULL));
    NEED(setitimer(ITIMER_REAL, &soon, NULL));
    ANSWER("signal", receive_zero_copy(pair.receiver, &call, go_on, 0));
    NEED(setitimer(ITIMER_REAL, &never, NULL));
    fact("shown %d", call.shown);
}

static void timed_out(struct pair pair)
{
    struct timeval limit = {0, 50000};
    struct timeval none = {0, 0};
    struct timespec before;
    struct timespec after;
    struct call call;

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    clock_gettime(CLOCK_MONOTONIC, &before);
    ANSWER("SO_RCVTIMEO", receive_zero_copy(pair.receiver, &call, go_on, 0));
    clock_gettime(CLOCK_MONOTONIC, &after);
    long waited = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    fact("waited %s", waited >= 49 ? "as long" : "not as long");
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVTIMEO, &none, sizeof(none)));
}

static void waiting(void)
{
    struct pair pair = open_udp_pair(family);
    struct call call;
    pthread_t thread;

    ANSWER("ONLOAD_MSG_DONTWAIT", receive_zero_copy(pair.receiver, &call, go_on, ONLOAD_MSG_DONTWAIT));
    NEED(fcntl(pair.receiver, F_SETFL, O_NONBLOCK));
    ANSWER("O_NONBLOCK", receive_zero_copy(pair.receiver, &call, go_on, 0));
    NEED(fcntl(pair.receiver, F_SETFL, 0));
    timed_out(pair);
    interrupted(pair);
    NEED(pthread_create(&thread, NULL, send_later, &pair));
    ANSWER("blocking", receive_zero_copy(pair.receiver, &call, go_on, 0));
    fact("shown %d", call.shown);
    NEED(pthread_join(thread, NULL));
    close_pair(pair);
}

static void *shut_down_later(void *fd)
{
    /* Of a socket that is not connected, the kernel says so and does it. */
    shutdown(*(int *)fd, SHUT_RD);
    return NULL;
}

static void shut_down(void)
{
    struct pair pair = open_udp_pair(family);
    struct call call;
    pthread_t thread;

    NEED(pthread_create(&thread, NULL, shut_down_later, &pair.receiver));
    ANSWER("blocking", receive_zero_copy(pair.receiver, &call, go_on, 0));
    NEED(pthread_join(thread, NULL));
    ANSWER("ONLOAD_MSG_DONTWAIT", receive_zero_copy(pair.receiver, &call, go_on, ONLOAD_MSG_DONTWAIT));
    send_numbers(pair, 1, 1);
    NEED(send(pair.sender, "", 0, 0));
    ANSWER("with datagrams", receive_zero_copy(pair.receiver, &call, go_on, 0));
    fact("shown %d", call.shown);
    ANSWER("without", receive_zero_copy(pair.receiver, &call, go_on, 0));
    close_pair(pair);
}

/* An error of the socket is told once and by itself. */
static void refused(void)
{
    struct pair pair = open_udp_pair(family);
    struct call call;

    close(pair.receiver);
    NEED(send(pair.sender, "x", 1, 0));
    ANSWER("refused", receive_zero_copy(pair.sender, &call, go_on, ONLOAD_MSG_DONTWAIT));
    ANSWER("again", receive_zero_copy(pair.sender, &call, go_on, ONLOAD_MSG_DONTWAIT));
    NEED(send(pair.sender, "x", 1, 0));
    ANSWER("blocking", receive_zero_copy(pair.sender, &call, go_on, 0));
    close(pair.sender);
}

/* ---- names and control data ---- */

static struct message by_recvmsg;

static enum onload_zc_callback_rc describe_and_clobber(struct onload_zc_recv_args *arguments, int flags)
{
    struct msghdr *header = &arguments->msg.msghdr;
    struct message message = {.header.msg_hdr = *header};
    size_t bytes = arguments->msg.iov->iov_len;

    (void)flags;
    fact("name of %u: %s", header->msg_namelen,
         memcmp(header->msg_name, &by_recvmsg.name, header->msg_namelen) == 0 ? "the sender" : "wrong");
    describe(&message, bytes);
    memset(header->msg_name, 0, header->msg_namelen);
    memset(header->msg_control, 0, header->msg_controllen);
    memset(&arguments->msg, 0x5a, sizeof(arguments->msg));
    arguments->flags = -1;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

static size_t control_expected;

static enum onload_zc_callback_rc compare_and_clobber(struct onload_zc_recv_args *arguments, int flags)
{
    struct msghdr *header = &arguments->msg.msghdr;
    struct cmsghdr *control = CMSG_FIRSTHDR(header);
    struct cmsghdr *before = (struct cmsghdr *)by_recvmsg.control;

    (void)flags;
    wrong += header->msg_controllen != control_expected;
    wrong += memcmp(header->msg_name, &by_recvmsg.name, header->msg_namelen) != 0;
    wrong += control_expected > 0 && memcmp(control, before, sizeof(*control)) != 0;
    memset(header->msg_name, 0, header->msg_namelen);
    memset(header->msg_control, 0, header->msg_controllen);
    memset(&arguments->msg, 0x5a, sizeof(arguments->msg));
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

static void described_in_batches(struct pair pair, size_t control)
{
    struct call call;
    int shown = 0;

    control_expected = control;
    wrong = 0;
    for (int i = 0; i < MANY / 100; i++) {
        send_numbers(pair, 0, 100);
        NEED(receive_zero_copy(pair.receiver, &call, compare_and_clobber, 0));
        shown += call.shown;
    }
    fact("shown %d, wrong %d", shown, wrong);
}

/* What recvmsg says of one datagram, then what the callback is told of more of them. */
static void described_with(const char *what, int (*ask)(int fd))
{
    struct pair pair = open_udp_pair(family);
    struct call call;

    NEED(ask(pair.receiver));
    prepare(&by_recvmsg);
    for (int i = 0; i < 4; i++)
        NEED(send(pair.sender, "datagram", 8, 0));
    fact("%s by recvmsg", what);
    ssize_t got = NEED(recvmsg(pair.receiver, &by_recvmsg.header.msg_hdr, 0));
    describe(&by_recvmsg, got);
    fact("%s by onload_zc_recv", what);
    NEED(receive_zero_copy(pair.receiver, &call, describe_and_clobber, 0));
    fact("shown %d", call.shown);
    described_in_batches(pair, by_recvmsg.header.msg_hdr.msg_controllen);
    close_pair(pair);
}

static int ask_nothing(int fd)
{
    (void)fd;
    return 0;
}

static int ask_destination(int fd)
{
    if (family_of(family) == AF_INET6)
        return setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &(int){1}, sizeof(int));
    return setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &(int){1}, sizeof(int));
}

static int ask_software(int fd)
{
    unsigned flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
    return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags));
}

static int ask_hardware(int fd)
{
    unsigned flags = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_SYS_HARDWARE;
    return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags));
}

static int ask_both(int fd)
{
    NEED(ask_destination(fd));
    return ask_hardware(fd);
}

static int ask_in_dialect(int fd)
{
    return onload_timestamping_request(fd, ONLOAD_TIMESTAMPING_FLAG_RX_NIC);
}

static void described(void)
{
    keep_stamping_on();
    described_with("nothing", ask_nothing);
    described_with("destination", ask_destination);
    described_with("software stamps", ask_software);
    described_with("hardware stamps", ask_hardware);
    described_with("hardware stamps and destination", ask_both);
    described_with("stamps of Onload's own", ask_in_dialect);
}

/* ---- groups ---- */

static enum onload_zc_callback_rc tell_flags(struct onload_zc_recv_args *arguments, int flags)
{
    (void)arguments;
    fact("flags %#x", flags);
    return ONLOAD_ZC_CONTINUE;
}

/* Of IPv4 in both families: what the loopback device has no route for is a group of IPv6. */
static union address address_of(const char *v4, const char *v6)
{
    union address address = {.any.sa_family = family_of(family)};

    if (address.any.sa_family == AF_INET6)
        NEED(inet_pton(AF_INET6, v6, &address.v6.sin6_addr) - 1);
    else
        NEED(inet_pton(AF_INET, v4, &address.v4.sin_addr) - 1);
    return address;
}

static void send_to(union address address, in_port_t port, const char *what)
{
    int sender = open_socket("udp", family);
    struct ip_mreqn interface = {.imr_ifindex = NEED(if_nametoindex("lo"))};

    fact("%s", what);
    address.v4.sin_port = port; /* where that of IPv6 is, too */
    NEED(setsockopt(sender, IPPROTO_IP, IP_MULTICAST_IF, &interface, sizeof(interface)));
    NEED(sendto(sender, "x", 1, 0, &address.any, sizeof(address)));
    close(sender);
}

static void to_group(const char *what, bool bound, int (*ask)(int fd))
{
    int receiver = open_socket("udp", family);
    union address group = address_of("239.255.76.75", "::ffff:239.255.76.75");
    union address local = bound ? group : address_of("0.0.0.0", "::");
    socklen_t length = sizeof(local);
    struct ip_mreqn membership = {.imr_ifindex = NEED(if_nametoindex("lo"))};
    struct call call;

    NEED(inet_pton(AF_INET, "239.255.76.75", &membership.imr_multiaddr) - 1);
    NEED(bind(receiver, &local.any, sizeof(local)));
    NEED(getsockname(receiver, &local.any, &length));
    NEED(ask(receiver));
    NEED(setsockopt(receiver, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof(membership)));
    fact("%s", what);
    send_to(group, local.v4.sin_port, "to the group");
    NEED(receive_zero_copy(receiver, &call, tell_flags, 0));
    if (!bound) {
        send_to(address_of("127.0.0.1", "::ffff:127.0.0.1"), local.v4.sin_port, "to this host");
        NEED(receive_zero_copy(receiver, &call, tell_flags, 0));
    }
    close(receiver);
}

static void groups(void)
{
    to_group("bound to it", true, ask_nothing);
    to_group("asked for the destination", false, ask_destination);
}

static const struct {
    const char *name;
    void (*run)(void);
} scenarios[] = {
    {"bursts", bursts},       {"ended", ended},         {"budget", budget},   {"ended_late", ended_late},
    {"named_late", named_late},
    {"lengths", lengths},     {"waiting", waiting},     {"shut_down", shut_down}, {"refused", refused},
    {"described", described}, {"groups", groups},
};

int main(int argc, char **argv)
{
    family = argv[argc - 1];
    for (size_t i = 0; i < COUNT(scenarios); i++)
        if (strcmp(scenarios[i].name, argv[1]) == 0)
            scenarios[i].run();
    return 0;
}
