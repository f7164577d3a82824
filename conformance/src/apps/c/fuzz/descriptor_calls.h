// SPDX-License-Identifier: GPL-2.0-only
/* Calls that make, copy, connect and close descriptors. */
#ifndef FUZZ_DESCRIPTOR_CALLS_H
#define FUZZ_DESCRIPTOR_CALLS_H

#include "messages.h"

#define ANSWERED(expression)                                                                                           \
    (__extension__({                                                                                                   \
        seal_blocks();                                                                                                 \
        errno = UNTOUCHED;                                                                                             \
        long answered_ = (long)(expression);                                                                           \
        say_answer(answered_, errno);                                                                                  \
        answered_;                                                                                                     \
    }))

static inline void call_socket(void)
{
    static const int domains[] = {AF_INET, AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_UNSPEC, 9999, -1};
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_DGRAM, SOCK_SEQPACKET, 0, 99, -1, SOCK_DGRAM | 0x100};
    static const int protocols[] = {0, 0, 0, IPPROTO_TCP, IPPROTO_UDP, 255, 256, -1};
    int domain = ANY_OF(domains), type = ANY_OF(types) | (one_in(4) ? SOCK_CLOEXEC : 0), protocol = ANY_OF(protocols);
    int index = free_slot();

    say("s%d = socket(%d, %#x, %d)", index, domain, type, protocol);
    put(index, ANSWERED(socket(domain, type, protocol)));
}

static inline void call_socketpair(void)
{
    static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, 99};
    int type = ANY_OF(types);
    struct block *ends = take(2 * sizeof(int));
    int made[2], index = free_slot();

    say("socketpair(AF_UNIX, %#x,", type);
    say_block("", ends);
    say(")");
    if (ANSWERED(socketpair(AF_UNIX, type, 0, (int *)ends->at)) < 0)
        return;
    memcpy(made, ends->at, sizeof(made));
    put(index, made[0]);
    NEED(close(made[1]));
}

static inline void call_with_name(const char *call, int function(int, const struct sockaddr *, socklen_t))
{
    int fd = any_descriptor();
    struct block *name = take_name();
    socklen_t length = length_of(name);

    say("%s(%d,", call, fd);
    say_name(name);
    say(", %u)", length);
    long result = ANSWERED(function(fd, (struct sockaddr *)name->at, length));
    int error = errno;
    bool apart = name->mapped >= 2 && name->at[0] == AF_UNSPEC && name->at[1] == 0;
    if (function == connect && (result == 0 ? apart : error != EINPROGRESS))
        note_disconnected(fd, true);
    normalise_block(name);
}

static inline void call_bind(void)
{
    call_with_name("bind", bind);
}

static inline void call_connect(void)
{
    call_with_name("connect", connect);
}

static inline void call_listen(void)
{
    int fd = any_descriptor(), backlog = hostile_int();

    say("listen(%d, %d)", fd, backlog);
    ANSWERED(listen(fd, backlog));
}

static inline void call_about_name(const char *call, int function(int, struct sockaddr *, socklen_t *))
{
    int fd = any_descriptor();
    struct block *name = take(one_in(2) ? 128 : any(40));
    socklen_t given = length_of(name);
    struct block *length = block_of(&given, sizeof(given));

    say("%s(%d,", call, fd);
    say_block("name", name);
    say_value("length", length);
    say(")");
    ANSWERED(function(fd, (struct sockaddr *)name->at, (socklen_t *)length->at));
    normalise_block(name);
}

static inline void call_getsockname(void)
{
    call_about_name("getsockname", getsockname);
}

static inline void call_getpeername(void)
{
    call_about_name("getpeername", getpeername);
}

static int accept_with_flags(int fd, struct sockaddr *name, socklen_t *length)
{
    return accept4(fd, name, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static int accept_wrongly(int fd, struct sockaddr *name, socklen_t *length)
{
    return accept4(fd, name, length, 0x7);
}

/* Listeners first of all: on others there is little to see. */
static inline void call_accept(void)
{
    static int (*const functions[])(int, struct sockaddr *, socklen_t *) = {
        accept, accept, accept_with_flags, accept_with_flags, accept_wrongly};
    int way = any(COUNT(functions));
    int fd = any_descriptor();
    bool named = one_in(2);
    struct block *name = named ? take(one_in(2) ? 128 : any(40)) : take_at(0, NOWHERE);
    socklen_t given = length_of(name);
    struct block *length = named ? block_of(&given, sizeof(given)) : take_at(0, NOWHERE);
    int index = free_slot();

    say("s%d = accept/%d(%d,", index, way, fd);
    say_block("name", name);
    say_value("length", length);
    say(")");
    int accepted = ANSWERED(functions[way](fd, (struct sockaddr *)name->at, (socklen_t *)length->at));
    normalise_block(name);
    put(index, accepted);
    if (accepted >= 0) {
        note_accepted(fd, accepted);
        reset_at_close(accepted);
    }
}

static inline void call_dup(void)
{
    static const int targets[] = {40, 41, 42, -1, 70000, INT32_MAX};
    int way = any(5), from = any_slot(), fd = one_in(20) ? -1 : slots[from].fd;
    int over = any(2 * PAIRS), flags = one_in(4) ? hostile_int() : one_in(2) ? O_CLOEXEC : 0;
    int target = one_in(2) && slots[over].fd >= 0 ? slots[over].fd : ANY_OF(targets);
    int least = one_in(3) ? hostile_int() : 40 + any(4);
    int made = -1, index = free_slot();

    say("s%d = dup/%d(%d, %d, %d)", index, way, fd, way < 3 ? target : least, flags);
    if (way == 0)
        made = ANSWERED(dup(fd));
    else if (way == 1)
        made = ANSWERED(dup2(fd, target));
    else if (way == 2)
        made = ANSWERED(dup3(fd, target, flags));
    else
        made = ANSWERED(fcntl(fd, way == 3 ? F_DUPFD : F_DUPFD_CLOEXEC, least));
    slots[index] = slots[from];
    slots[index].fd = made;
    if (made >= 0)
        note_copied(made);
}

static inline void call_fcntl(void)
{
    static const int commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETOWN, F_GETSIG, F_GETPIPE_SZ, 9999, -1};
    int fd = any_descriptor(), command = ANY_OF(commands);
    long argument = command == F_SETFL ? O_NONBLOCK | (one_in(2) ? O_APPEND : 0) : hostile_int();

    say("fcntl(%d, %d, %ld)", fd, command, argument);
    ANSWERED(fcntl(fd, command, argument));
}

/* What is closed stays in its slot, so that calls meet closed descriptors and those that took their numbers. */
static inline void call_close(void)
{
    int fd = any_descriptor();

    say("close(%d)", fd);
    ANSWERED(close(fd));
}

static inline void call_shutdown(void)
{
    int fd = any_descriptor(), how = one_in(4) ? hostile_int() : any(3);

    bool listened = option_of(fd, SO_ACCEPTCONN) == 1;
    say("shutdown(%d, %d)", fd, how);
    ANSWERED(shutdown(fd, how));
    if (listened && option_of(fd, SO_ACCEPTCONN) == 0)
        note_disconnected(fd, false);
}

static inline void call_reopen(void)
{
    int pair = any(PAIRS);

    for (int i = 2 * pair; i < 2 * pair + 2; i++)
        if (slots[i].used && slots[i].fd >= 0)
            close(slots[i].fd);
    open_pair_of(pair);
    say("(%s in slots %d and %d) %d %d", kind_names[kinds[pair]], 2 * pair, 2 * pair + 1, slots[2 * pair].fd,
        slots[2 * pair + 1].fd);
}

#endif
