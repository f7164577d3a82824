// SPDX-License-Identifier: GPL-2.0-only
/* Calls that send and receive. */
#ifndef FUZZ_DATA_CALLS_H
#define FUZZ_DATA_CALLS_H

#include "option_calls.h"

/* The library answers it and sends nothing; what it would answer is another test's question. */
#define WARM 0x400

/* MSG_PROBE: UDP looks for a route and leaves the data, where a batch ends; its result does not tell. */
#define ROUTE_ONLY 0x10

/* Under emulation a read of a TCP stream ends where a packet does. */
#define ONE_PACKET 0x20000

/* Flags that make the kernel wait for more, or for somebody, are left out. */
#define SEND_FLAGS (0x7fffffff & ~(MSG_MORE | MSG_FASTOPEN | MSG_BATCH | 0x08000000 | WARM))

static inline int send_flags(void)
{
    static const int usual[] = {0, 0, MSG_DONTWAIT, MSG_NOSIGNAL, MSG_OOB, MSG_EOR, MSG_DONTROUTE, MSG_CONFIRM,
                                MSG_TRUNC, MSG_ERRQUEUE};

    return one_in(10) ? (int)some_bits(SEND_FLAGS) : ANY_OF(usual);
}

static inline int receive_flags(int fd)
{
    static const int usual[] = {0, 0, 0, MSG_DONTWAIT, MSG_PEEK, MSG_TRUNC, MSG_PEEK | MSG_TRUNC, MSG_OOB, MSG_WAITALL,
                                MSG_ERRQUEUE, MSG_ERRQUEUE, MSG_ERRQUEUE, MSG_ERRQUEUE | MSG_PEEK, MSG_CMSG_CLOEXEC};
    int flags = one_in(10) ? (int)some_bits(0x7fffffff) : ANY_OF(usual);

    return is_stream_of_tcp(fd) ? flags & ~ONE_PACKET : flags;
}

static inline void call_write(void)
{
    int fd = any_descriptor();
    struct block *data = take_data(any_size());

    say("write(%d,", fd);
    say_block("data", data);
    say(")");
    ANSWERED(write(fd, data->at, data->size));
}

static inline void call_writev(void)
{
    int fd = any_descriptor();
    struct msghdr header;

    say("writev(%d,", fd);
    struct block *parts = take_parts(&header, any_size());
    say(" x%zu)", header.msg_iovlen);
    ANSWERED(writev(fd, (struct iovec *)parts->at, header.msg_iovlen));
}

static inline void call_send(void)
{
    int fd = any_descriptor(), flags = send_flags();
    struct block *data = take_data(any_size());

    say("send(%d,", fd);
    say_block("data", data);
    say(", %#x)", flags);
    ANSWERED(send(fd, data->at, data->size, flags));
}

static inline void call_sendto(void)
{
    int fd = any_descriptor(), flags = send_flags();
    struct block *data = take_data(any_size()), *name = take_name();
    socklen_t length = length_of(name);

    say("sendto(%d,", fd);
    say_block("data", data);
    say(", %#x", flags);
    say_name(name);
    say("/%u)", length);
    ANSWERED(sendto(fd, data->at, data->size, flags, (struct sockaddr *)name->at, length));
    normalise_block(name);
}

/* The library looks at no more. */
#define LONGEST_CONTROL 4096

/* A message as it reaches the kernel in the reference: a copy of its control data with the intended changes. */
struct changed {
    struct mmsghdr header;
    unsigned char control[512] __attribute__((aligned(8)));
};

static inline void change(struct changed *changed, int fd, const struct message *message)
{
    struct msghdr *header = &changed->header.msg_hdr;
    size_t length = message->header.msg_controllen, room = room_at(message->control);
    bool whole = length <= room, begun = room == sizeof(changed->control) && length <= LONGEST_CONTROL;

    *header = message->header;
    if (length == 0 || (!whole && !begun))
        return;
    memcpy(changed->control, message->control->at, whole ? length : room);
    header->msg_control = changed->control;
    header->msg_controllen = whole ? length : room;
    struct cmsghdr *request = request_in(header);
    if (request != NULL)
        ask_by_message(fd, request);
    header->msg_controllen = length;
    if (!is_reference || !whole)
        header->msg_control = message->header.msg_control;
}

static inline bool is_changed(struct changed *changed)
{
    struct msghdr *header = &changed->header.msg_hdr;

    return header->msg_control == changed->control && (request_in(header) != NULL || names_interface(header));
}

/* What the kernel refuses for the interface that it names is sent without it, over TCP and UDP. */
static inline long send_changed(struct changed *changed, int fd, int flags)
{
    struct msghdr *header = &changed->header.msg_hdr;
    long result = sendmsg(fd, header, flags);

    if (result >= 0 || errno != EINVAL)
        return result;
    if (!is_changed(changed) || !is_tcp_or_udp(fd) || !leave_interface_out(header)) {
        errno = EINVAL;
        return result;
    }
    errno = UNTOUCHED;
    result = sendmsg(fd, header, flags);
    if (result >= 0)
        meet(INTERFACE_LEFT_OUT);
    return result;
}

static inline void call_sendmsg(void)
{
    int fd = any_descriptor(), flags = send_flags();
    struct changed changed;

    say("sendmsg(%d,", fd);
    struct message message = take_message(true);
    struct block *header = block_of(&message.header, sizeof(message.header));
    say_block("message", header);
    say(", %#x)", flags);
    change(&changed, fd, &message);
    if (is_reference && header->mapped == header->size && is_changed(&changed))
        ANSWERED(send_changed(&changed, fd, flags));
    else
        ANSWERED(sendmsg(fd, (struct msghdr *)header->at, flags));
    normalise_block(message.name);
}

static inline size_t size_of_data(const struct msghdr *header)
{
    size_t size = 0;

    for (size_t i = 0; i < header->msg_iovlen; i++)
        size += header->msg_iov[i].iov_len;
    return size;
}

/* The batch message by message, as the kernel goes through one: up to one that it takes in part. */
static inline long send_each(struct changed *changed, int fd, struct mmsghdr *headers, int count, int flags)
{
    int sent = 0;
    long result = 0;

    bool whole = true;

    while (sent < count && result >= 0 && whole) {
        result = send_changed(&changed[sent], fd, flags);
        if (result >= 0) {
            whole = (size_t)result == size_of_data(&changed[sent].header.msg_hdr);
            headers[sent++].msg_len = result;
        }
    }
    if (sent > 0)
        errno = UNTOUCHED;
    return sent > 0 ? sent : result;
}

static inline void call_sendmmsg(void)
{
    int fd = any_descriptor(), flags = send_flags() & ~ROUTE_ONLY, count = any(MOST_MESSAGES);
    struct message messages[MOST_MESSAGES];
    struct mmsghdr headers[MOST_MESSAGES] = {0};
    struct changed changed[MOST_MESSAGES];
    bool differs = false;

    say("sendmmsg(%d,", fd);
    for (int i = 0; i < count; i++) {
        messages[i] = take_message(true);
        headers[i].msg_hdr = messages[i].header;
        change(&changed[i], fd, &messages[i]);
        differs |= is_changed(&changed[i]);
    }
    struct block *array = block_of(headers, count * sizeof(headers[0]));
    struct mmsghdr *given = (struct mmsghdr *)array->at;
    bool usable = array->mapped == array->size && array->place != READ_ONLY;
    say_block("messages", array);
    say(", %d, %#x)", count, flags);
    if (is_reference && usable && differs)
        ANSWERED(send_each(changed, fd, given, count, flags));
    else
        ANSWERED(sendmmsg(fd, given, count, flags));
    for (int i = 0; i < count; i++)
        normalise_block(messages[i].name);
}

/* What the kernel would say to a send with that flag, and nothing sent: the data is nowhere. */
static inline long ask_only(int fd, const struct block *data, int flags, const struct block *name, socklen_t length)
{
    size_t size = data->size;

    flags &= ~(WARM | MSG_ZEROCOPY);
    if (data->place == KERNEL || data->place == LAST)
        return -1;
    if (is_stream_of_tcp(fd))
        return sendto(fd, NULL, 0, flags, (struct sockaddr *)name->at, length);
    return sendto(fd, NULL, size > 0 ? size : 1, flags, (struct sockaddr *)name->at, length);
}

/* While a datagram is put together the kernel looks at no name, and throws it away where it cannot read. */
static inline bool is_corked(int fd)
{
    struct sockaddr_in6 nobody = {.sin6_family = AF_INET6};
    int flags = ROUTE_ONLY | MSG_MORE | MSG_DONTWAIT | MSG_NOSIGNAL;

    return !is_stream_of_tcp(fd) && sendto(fd, NULL, 0, flags, (struct sockaddr *)&nobody, sizeof(nobody)) == 0;
}

/* What the library answers is another test's question; here it is that nothing happens. */
static inline void call_warm(void)
{
    int fd = any_descriptor(), flags = send_flags() | WARM;
    struct block *data = take_data(any_size()), *name = one_in(2) ? take_name() : take_at(0, NOWHERE);
    socklen_t length = length_of(name);
    bool answered = is_tcp_or_udp(fd);
    long result;

    say("sendto(%d,", fd);
    say_block("data", data);
    say(", %#x", flags);
    say_name(name);
    say("/%u)", length);
    seal_blocks();
    errno = UNTOUCHED;
    if (is_reference && answered) {
        result = is_corked(fd) ? 0 : ask_only(fd, data, flags, name, length);
        meet(WARM_NOT_SENT);
    } else {
        result = sendto(fd, data->at, data->size, flags, (struct sockaddr *)name->at, length);
    }
    if (!answered)
        say_answer(result, errno);
    normalise_block(name);
}

static inline void call_read(void)
{
    int fd = any_descriptor();
    struct block *data = take(any_size());

    say("read(%d,", fd);
    say_block("data", data);
    say(")");
    long got = ANSWERED(read(fd, data->at, data->size));
    struct iovec part = {data->at, data->mapped};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (got != 0)
        normalise_data(fd, &message, got, false);
}

static inline void call_readv(void)
{
    int fd = any_descriptor();
    struct msghdr header = {0};

    say("readv(%d,", fd);
    struct block *parts = take_parts(&header, any_size());
    say(" x%zu)", header.msg_iovlen);
    long got = ANSWERED(readv(fd, (struct iovec *)parts->at, header.msg_iovlen));
    header.msg_iov = (struct iovec *)parts->at;
    if (got != 0)
        normalise_data(fd, &header, got, false);
}

static inline void call_recv(void)
{
    int fd = any_descriptor(), flags = receive_flags(fd);
    struct block *data = take(any_size());

    say("recv(%d,", fd);
    say_block("data", data);
    say(", %#x)", flags);
    long got = ANSWERED(recv(fd, data->at, data->size, flags));
    struct iovec part = {data->at, data->mapped};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (got != 0)
        normalise_data(fd, &message, got, (flags & MSG_ERRQUEUE) != 0);
}

static inline void call_recvfrom(void)
{
    int fd = any_descriptor(), flags = receive_flags(fd);
    struct block *data = take(any_size()), *name = take(one_in(2) ? 128 : any(40));
    socklen_t given = length_of(name);
    struct block *length = block_of(&given, sizeof(given));

    say("recvfrom(%d,", fd);
    say_block("data", data);
    say(", %#x", flags);
    say_block("name", name);
    say_value("length", length);
    say(")");
    long got = ANSWERED(recvfrom(fd, data->at, data->size, flags, (struct sockaddr *)name->at, (socklen_t *)length->at));
    struct iovec part = {data->at, data->mapped};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    normalise_block(name);
    if (got != 0)
        normalise_data(fd, &message, got, (flags & MSG_ERRQUEUE) != 0);
}

/* The kernel may have left something in the memory of a message that it then failed to give. */
static inline void hide_failed(int fd, const struct block *control, bool from_error_queue)
{
    normalise_data(fd, NULL, -1, from_error_queue);
    unseal(control);
    hide(control->at, room_at(control));
}

static inline void receive_message(int fd, int flags)
{
    say("recvmsg(%d,", fd);
    struct message message = take_message(false);
    struct block *header = block_of(&message.header, sizeof(message.header));
    say_block("message", header);
    say(", %#x)", flags);
    long got = ANSWERED(recvmsg(fd, (struct msghdr *)header->at, flags));
    normalise_block(message.name);
    if (got >= 0)
        after_receiving(fd, (struct msghdr *)header->at, message.control, message.header.msg_controllen, got);
    else
        hide_failed(fd, message.control, (flags & MSG_ERRQUEUE) != 0);
}

static inline void call_recvmsg(void)
{
    int fd = any_descriptor(), flags = receive_flags(fd);

    receive_message(fd, flags);
}

static inline struct block *take_timeout(void)
{
    static const struct timespec times[] = {{0, 0}, {0, 0}, {1, 0}, {-1, 0}, {0, 1000000000}};

    return one_in(2) ? take_at(0, NOWHERE) : block_of(&ANY_OF(times), sizeof(times[0]));
}

static inline void call_recvmmsg(void)
{
    int fd = any_descriptor(), flags = receive_flags(fd), count = any(MOST_MESSAGES);
    struct message messages[MOST_MESSAGES];
    struct mmsghdr headers[MOST_MESSAGES] = {0};

    say("recvmmsg(%d,", fd);
    for (int i = 0; i < count; i++) {
        messages[i] = take_message(false);
        headers[i].msg_hdr = messages[i].header;
    }
    struct block *array = block_of(headers, count * sizeof(headers[0])), *timeout = take_timeout();
    say_block("messages", array);
    say_value("timeout", timeout);
    say(", %d, %#x)", count, flags);
    long got = ANSWERED(
        recvmmsg(fd, (struct mmsghdr *)array->at, count, flags, (struct timespec *)timeout->at));
    struct mmsghdr *received = (struct mmsghdr *)array->at;
    for (int i = 0; i < count; i++) {
        normalise_block(messages[i].name);
        if (i < got)
            after_receiving(fd, &received[i].msg_hdr, messages[i].control, messages[i].header.msg_controllen,
                            received[i].msg_len);
        else
            hide_failed(fd, messages[i].control, (flags & MSG_ERRQUEUE) != 0);
    }
    unseal(timeout);
    normalise_time(timeout->at, timeout->mapped);
}

/* One end sends, the other receives: good messages, so that there is something to see. */
static inline void call_exchange(void)
{
    int index = any_slot() % (2 * PAIRS), other = index ^ 1, flags = one_in(6) ? MSG_PEEK : 0;
    bool errors = one_in(4);

    if (!slots[index].used)
        return;
    arguments_are_good = true;
    struct block *data = take_data(1 + any(600));
    const struct sockaddr *to = kinds[index / 2] == UDP4_FREE || kinds[index / 2] == UDP6_FREE
                                    ? (struct sockaddr *)&slots[other].name
                                    : NULL;
    say("sendto(%d, %zu)", slots[index].fd, data->size);
    ANSWERED(sendto(slots[index].fd, data->at, data->size, 0, to, to != NULL ? slots[other].length : 0));
    errors ? receive_message(slots[index].fd, MSG_ERRQUEUE) : receive_message(slots[other].fd, flags);
}

#endif
