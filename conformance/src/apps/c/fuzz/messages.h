// SPDX-License-Identifier: GPL-2.0-only
/* Messages to send and room for messages to receive, good and bad. */
#ifndef FUZZ_MESSAGES_H
#define FUZZ_MESSAGES_H

#include "intended_messages.h"
#include <netinet/udp.h>

#define MOST_MESSAGES 4
#define TX_COMPLETION (1 << 18)

/* Whether messages may name an interface: the library looks at all messages then. */
static bool interfaces_are_named;

struct message {
    struct block *name;
    struct block *parts;
    struct block *control;
    struct msghdr header;
};

static inline size_t any_size(void)
{
    static const size_t sizes[] = {0, 1, 2, 3, 7, 8, 64, 100, 512, 1000, 1472, 1500, 2000, 4096};

    return ANY_OF(sizes);
}

static inline struct block *take_data(size_t size)
{
    struct block *block = take(size);

    if (block->mapped > 0)
        memset(block->at, any(256), block->mapped);
    return block;
}

/* The name of a slot, or some bytes. Its port is told by its number, so that lines compare. */
static inline struct block *take_name(void)
{
    const struct slot *slot = &slots[any(SLOTS)];
    struct sockaddr_in refusing = {.sin_family = AF_INET, .sin_port = htons(1)};

    refusing.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (slot->used && slot->length > 0 && !one_in(6))
        return block_of(&slot->name, slot->length);
    if (one_in(2))
        return block_of(&refusing, sizeof(refusing));
    return take_data(any(sizeof(struct sockaddr_storage) + 8));
}

static inline void say_name(const struct block *block)
{
    unsigned char copy[256];
    size_t size = block->mapped < sizeof(copy) ? block->mapped : sizeof(copy);

    if (size > 0)
        memcpy(copy, block->at, size);
    normalise_name(copy, size);
    say_block("name", block);
    say("=");
    say_bytes(copy, size < 16 ? size : 16);
}

static inline socklen_t length_of(const struct block *block)
{
    return one_in(12) ? (socklen_t)hostile_int() : block->size;
}

static inline int stamp_flags(int fd)
{
    static const int usual[] = {0x74, 0x8f1, 0x45, 0x25, 0x645f, 0x1a, 0x18, 0x44, 0x54, 0x5c, 0x7f, 0x40, 0x10, 0};
    static const int options[] = {0, 0x80, 0x100, 0x200, 0x400, 0x800, 0x880, 0x2000, 0x4000, 0x10080, 0x20000, 0x40000};

    int flags = one_in(3) ? (int)some_bits(0x7ffff) : ANY_OF(usual) | ANY_OF(options);
    if (one_in(16))
        flags ^= 1u << any(32);
    /* When a stream is acknowledged is the peer's decision, and partly a timer's. */
    if (is_stream_of_tcp(fd))
        flags &= ~(SOF_TIMESTAMPING_TX_ACK | TX_COMPLETION);
    /* Onload's own bit for streams is a form of its own, with tests of its own. */
    return (flags & TX_HARDWARE) != 0 ? flags & ~(1 << 23) : flags;
}

struct control_kind {
    int level, type, size;
};

static const struct control_kind control_kinds[] = {
    {SOL_SOCKET, 37, 4},          {SOL_SOCKET, 37, 4},           {SOL_SOCKET, 65, 4},
    {SOL_SOCKET, 58, 12},         {SOL_SOCKET, SCM_RIGHTS, 4},   {SOL_SOCKET, SCM_CREDENTIALS, 12},
    {SOL_SOCKET, 36, 4},          {SOL_SOCKET, 61, 8},           {IPPROTO_IP, IP_TTL, 4},
    {IPPROTO_IP, IP_TOS, 4},      {IPPROTO_IP, IP_PKTINFO, 12},  {IPPROTO_IPV6, IPV6_HOPLIMIT, 4},
    {IPPROTO_IPV6, IPV6_TCLASS, 4}, {IPPROTO_UDP, UDP_SEGMENT, 2}, {9999, 1, 4},
};

static inline int message_flags(void)
{
    static const int flags[] = {TX_HARDWARE, TX_SOFTWARE, TX_HARDWARE | TX_SOFTWARE, 0, TX_SOFTWARE | TX_SCHED, 0x80, -1};

    return ANY_OF(flags);
}

static inline void fill_payload(const struct control_kind *kind, unsigned char *at)
{
    const int credentials[] = {1, 0, 0};
    int number = one_in(2) ? 1 : hostile_int();

    memset(at, 0, CMSG_SPACE(kind->size) - sizeof(struct cmsghdr));
    if (kind->level == SOL_SOCKET && (kind->type == 37 || kind->type == 65))
        number = message_flags();
    if (kind->level == SOL_SOCKET && kind->type == SCM_RIGHTS)
        number = slots[any(SLOTS)].fd;
    memcpy(at, &number, kind->size < 4 ? kind->size : 4);
    if (kind->level == SOL_SOCKET && kind->type == SCM_CREDENTIALS)
        memcpy(at, credentials, sizeof(credentials));
}

/* Up to three control messages, and sometimes a length that is wrong. */
static inline struct block *take_control(void)
{
    unsigned char content[256];
    size_t used = 0;

    for (int i = any(4); i > 0; i--) {
        struct control_kind kind = ANY_OF(control_kinds);
        size_t length = CMSG_LEN(kind.size);
        if (kind.type == SCM_TIMESTAMPING_PKTINFO && !interfaces_are_named)
            continue;
        if (one_in(10))
            length = one_in(2) ? length + any(9) - 4 : (size_t)hostile_int();
        struct cmsghdr header = {.cmsg_len = length, .cmsg_level = kind.level, .cmsg_type = kind.type};
        memcpy(content + used, &header, sizeof(header));
        fill_payload(&kind, content + used + sizeof(header));
        used += CMSG_SPACE(kind.size);
    }
    size_t size = one_in(10) && used > 0 ? used - any(used) : used;
    return block_of(content, size);
}

static inline struct block *take_parts(struct msghdr *header, size_t size)
{
    struct iovec parts[3];
    int count = one_in(10) ? 0 : one_in(3) ? 2 : one_in(8) ? 3 : 1;

    for (int i = 0; i < count; i++) {
        struct block *data = take_data(size / count);
        parts[i] = (struct iovec){data->at, one_in(30) ? (size_t)(long)hostile_int() : data->size};
        say_block("data", data);
    }
    header->msg_iovlen = one_in(40) ? (size_t)(long)hostile_int() : (size_t)count;
    return block_of(parts, count * sizeof(parts[0]));
}

static inline void say_header(const struct message *message)
{
    say_name(message->name);
    say("/%u", message->header.msg_namelen);
    say_block("iov", message->parts);
    say("x%zu", message->header.msg_iovlen);
    say_value("control", message->control);
    say("/%zu", message->header.msg_controllen);
}

static inline struct message take_message(bool sent)
{
    struct message message = {.header = {.msg_flags = one_in(4) ? hostile_int() : 0}};
    bool named = sent ? one_in(3) : !one_in(3);

    message.name = !named ? take_at(0, NOWHERE) : sent ? take_name() : take(one_in(2) ? 128 : any(32));
    message.parts = take_parts(&message.header, any_size());
    message.control = one_in(3) ? take_at(0, NOWHERE) : sent ? take_control() : take(one_in(2) ? 256 : any(160));
    message.header.msg_name = message.name->at;
    message.header.msg_namelen = length_of(message.name);
    message.header.msg_iov = (struct iovec *)message.parts->at;
    message.header.msg_control = message.control->at;
    message.header.msg_controllen = one_in(40) ? (size_t)(long)hostile_int() : message.control->size;
    say_header(&message);
    return message;
}

/* A name that an application gives has a port; it is told by its number once the call is over. */
static inline void normalise_block(const struct block *name)
{
    unseal(name);
    normalise_name(name->at, room_at(name) < 128 ? room_at(name) : 128);
}

#endif
