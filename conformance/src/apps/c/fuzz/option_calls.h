// SPDX-License-Identifier: GPL-2.0-only
/* Socket options of every level, the requests of devices, and events. */
#ifndef FUZZ_OPTION_CALLS_H
#define FUZZ_OPTION_CALLS_H

#include "descriptor_calls.h"
#include "intended_devices.h"
#include <linux/filter.h>
#include <sys/uio.h>

struct range {
    int level, last;
};

static const struct range levels[] = {
    {SOL_SOCKET, 83}, {SOL_SOCKET, 83}, {IPPROTO_IP, 52},  {IPPROTO_IPV6, 80}, {IPPROTO_TCP, 45},
    {IPPROTO_UDP, 105}, {SOL_PACKET, 24}, {SOL_NETLINK, 12}, {IPPROTO_RAW, 2},  {9999, 40},
};

static const int time_options[] = {37, 37, 37, 37, 65, 65, 29, 35, 63, 64, 42, 18, 45};

struct option_name {
    int level, name;
};

/* Neither set nor read: they wait for timers, load modules, make descriptors, or are the machine's own affair. */
static const struct option_name left_alone[] = {
    {SOL_SOCKET, 47}, {SOL_SOCKET, 72}, {SOL_SOCKET, 73}, {SOL_SOCKET, 77}, {SOL_SOCKET, 78}, {SOL_SOCKET, 79},
    {SOL_SOCKET, 80}, {SOL_SOCKET, 13}, {IPPROTO_IP, 4},  {IPPROTO_IP, 16}, {IPPROTO_IP, 17}, {IPPROTO_IPV6, 34},
    {IPPROTO_IPV6, 35}, {IPPROTO_TCP, 1}, {IPPROTO_TCP, 3}, {IPPROTO_TCP, 9}, {IPPROTO_TCP, 13}, {IPPROTO_TCP, 14},
    {IPPROTO_TCP, 19}, {IPPROTO_TCP, 20}, {IPPROTO_TCP, 21}, {IPPROTO_TCP, 22}, {IPPROTO_TCP, 24}, {IPPROTO_TCP, 29},
    {IPPROTO_TCP, 30}, {IPPROTO_TCP, 31}, {IPPROTO_TCP, 32}, {IPPROTO_TCP, 33}, {IPPROTO_TCP, 35}, {IPPROTO_TCP, 37},
    {IPPROTO_TCP, 38}, {IPPROTO_TCP, 39}, {IPPROTO_TCP, 40}, {IPPROTO_TCP, 41}, {IPPROTO_TCP, 42}, {IPPROTO_UDP, 100},
    {SOL_PACKET, 5}, {SOL_PACKET, 13},
};

/* Their values are never the same twice: who is there, how fast it went. */
static const struct option_name unsteady[] = {
    {SOL_SOCKET, 17}, {SOL_SOCKET, 28}, {SOL_SOCKET, 49}, {SOL_SOCKET, 55}, {SOL_SOCKET, 56}, {SOL_SOCKET, 57}, {SOL_SOCKET, 59},
    {SOL_SOCKET, 71}, {IPPROTO_TCP, 11}, {IPPROTO_TCP, 26}, {IPPROTO_TCP, 28}, {SOL_NETLINK, 9}, {IPPROTO_IP, 52},
};

static inline bool is_in(const struct option_name *list, size_t count, int level, int name)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].level == level && list[i].name == name)
            return true;
    return false;
}

#define IS_IN(list, level, name) is_in(list, COUNT(list), level, name)

static inline struct option_name any_option(void)
{
    struct option_name option = {SOL_SOCKET, ANY_OF(time_options)};
    struct range range = ANY_OF(levels);

    if (one_in(2))
        return option;
    option = (struct option_name){range.level, one_in(30) ? hostile_int() : any(range.last + 1)};
    /* Onload's own option, which the kernel has not got. */
    bool own = option.level == SOL_SOCKET && option.name == 0xf5300;
    return own || IS_IN(left_alone, option.level, option.name) ? (struct option_name){SOL_SOCKET, SO_TIMESTAMP} : option;
}

/* The library keeps requests in values of these two that begin so. They mean nothing, and no application has them. */
static inline bool is_taken_for_request(struct option_name option, int value)
{
    bool keeps = option.level == SOL_SOCKET && (option.name == SO_PEEK_OFF || option.name == SO_RCVLOWAT);

    return keeps && ((unsigned)value >> 25 == 0x2d || (unsigned)~value >> 25 == 0x2d);
}

static inline size_t any_option_size(void)
{
    static const size_t sizes[] = {4, 4, 4, 4, 8, 8, 0, 1, 2, 3, 5, 7, 9, 12, 16, 17, 64};

    return ANY_OF(sizes);
}

static inline int value_of(int fd, struct option_name option)
{
    bool stamping = option.level == SOL_SOCKET && (option.name == 37 || option.name == 65);
    int value = stamping ? stamp_flags(fd) : one_in(2) ? any(3) : hostile_int();

    return is_taken_for_request(option, value) ? 1 : value;
}

static inline void probe(int fd);

static inline void call_setsockopt(void)
{
    int fd = any_descriptor();
    struct option_name option = any_option();
    int content[16] = {value_of(fd, option), any(2)};
    struct block *value = block_of(content, any_option_size());
    int size = one_in(10) ? hostile_int() : (int)value->size;

    say("setsockopt(%d, %d, %d,", fd, option.level, option.name);
    say_value("value", value);
    say(", %d)", size);
    seal_blocks();
    long result = intended_setsockopt(fd, option.level, option.name, value, size);
    say_answer(result, errno);
    probe(fd);
}

/* A good request of a good socket: most of what follows depends on there being some. */
static inline void call_ask(void)
{
    int fd = slots[any_slot()].fd, flags = stamp_flags(fd), name = one_in(4) ? 65 : 37;

    arguments_are_good = true;
    struct block *value = block_of(&flags, sizeof(flags));
    say("setsockopt(%d, %d, %d,", fd, SOL_SOCKET, name);
    say_value("value", value);
    say(", 4)");
    seal_blocks();
    long result = intended_setsockopt(fd, SOL_SOCKET, name, value, 4);
    say_answer(result, errno);
    probe(fd);
}

static inline void call_getsockopt(void)
{
    int fd = any_descriptor();
    struct option_name option = any_option();
    struct block *value = take(any_option_size());
    socklen_t given = length_of(value);
    struct block *size = block_of(&given, sizeof(given));

    say("getsockopt(%d, %d, %d,", fd, option.level, option.name);
    say_block("value", value);
    say_value("size", size);
    say(")");
    seal_blocks();
    long result = intended_getsockopt(fd, option.level, option.name, value, size);
    say_answer(result, errno);
    if (IS_IN(unsteady, option.level, option.name)) {
        unseal(value);
        hide(value->at, room_at(value));
    }
}

/* How a socket's options of time look from outside. */
static inline void probe(int fd)
{
    static const int names[] = {37, 65, 29, 35, 63, 64, 42, 18};
    bool good = arguments_are_good;

    arguments_are_good = true;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct block *value = take_at(4, MIDDLE);
        socklen_t given = 4;
        struct block *size = fill(take_at(4, MIDDLE), &given, 4);
        if (intended_getsockopt(fd, SOL_SOCKET, names[i], value, size) < 0)
            break;
        say(" %d:%x", names[i], *(int *)value->at);
    }
    arguments_are_good = good;
}

static inline struct block *device_data(unsigned long request)
{
    struct ethtool_ts_info info = {.cmd = one_in(8) ? (unsigned)hostile_int() : ETHTOOL_GET_TS_INFO};
    struct hwtstamp_config wanted = {one_in(8) ? hostile_int() : 0, one_in(8) ? hostile_int() : any(4),
                                     one_in(8) ? hostile_int() : any(18)};

    return request == SIOCETHTOOL ? block_of(&info, sizeof(info)) : block_of(&wanted, sizeof(wanted));
}

static inline void call_device_ioctl(void)
{
    static const unsigned long requests[] = {SIOCGHWTSTAMP, SIOCSHWTSTAMP, SIOCETHTOOL};
    unsigned long request = ANY_OF(requests);
    int fd = any_descriptor();
    struct block *data = device_data(request);
    struct ifreq device = {.ifr_data = (void *)data->at};

    strcpy(device.ifr_name, one_in(8) ? "nosuch" : "lo");
    struct block *argument = block_of(&device, sizeof(device));
    say("ioctl(%d, %#lx %s,", fd, request, device.ifr_name);
    say_block("request", argument);
    say_value("data", data);
    say(")");
    seal_blocks();
    long result = intended_ioctl(fd, request, argument, argument->mapped == argument->size ? data : NULL);
    int error = errno;
    say_answer(result, error);
    /* What could not be written whole may have been written in part. */
    if (error == EFAULT) {
        unseal(data);
        hide(data->at, data->mapped);
    }
}

static inline void call_ioctl(void)
{
    static const unsigned long requests[] = {FIONREAD, SIOCGSTAMP_OLD, SIOCGSTAMPNS_OLD, SIOCGSTAMP_NEW,
                                             SIOCGSTAMPNS_NEW, SIOCATMARK, SIOCGIFINDEX, SIOCGIFFLAGS, 0, 0x12345678};
    unsigned long request = ANY_OF(requests);
    int fd = any_descriptor();
    struct block *argument = take(request == SIOCGIFINDEX || request == SIOCGIFFLAGS ? sizeof(struct ifreq) : 16);

    say("ioctl(%d, %#lx,", fd, request);
    say_block("", argument);
    say(")");
    seal_blocks();
    long result = intended_ioctl(fd, request, argument, NULL);
    int error = errno;
    bool last_stamp = (request & 0xff) >= 6 && (request & 0xff) <= 7;
    /* It is kept where none is reported; what a message asks for changes that. */
    bool unknown = last_stamp && asked_of(fd)->mixed;
    if (!unknown)
        say_answer(result, error);
    if (last_stamp) {
        unseal(argument);
        normalise_time(argument->at, argument->mapped);
    }
    if (unknown)
        hide(argument->at, room_at(argument));
}

static inline void call_poll(void)
{
    struct pollfd wanted[3];
    int count = any(4);

    for (int i = 0; i < count; i++)
        wanted[i] = (struct pollfd){any_descriptor(), hostile_int(), 0};
    struct block *list = block_of(wanted, count * sizeof(wanted[0]));
    say("poll(");
    say_value("", list);
    say(", %d)", count);
    ANSWERED(poll((struct pollfd *)list->at, one_in(20) ? (nfds_t)(long)hostile_int() : (nfds_t)count, 0));
}

static inline void call_epoll_ctl(void)
{
    int set = any_descriptor(), member = any_descriptor(), operation = any(5);
    struct epoll_event wanted = {.events = one_in(2) ? EPOLLIN : (uint32_t)hostile_int(), .data.u64 = any(100)};
    struct block *event = block_of(&wanted, sizeof(wanted));

    say("epoll_ctl(%d, %d, %d,", set, operation, member);
    say_value("event", event);
    say(")");
    ANSWERED(epoll_ctl(set, operation, member, (struct epoll_event *)event->at));
}

static inline void call_epoll_wait(void)
{
    int set = any_descriptor(), count = one_in(4) ? hostile_int() : 4;
    struct block *events = take(4 * sizeof(struct epoll_event));

    say("epoll_wait(%d,", set);
    say_block("events", events);
    say(", %d)", count);
    ANSWERED(epoll_wait(set, (struct epoll_event *)events->at, count, 0));
}

#endif
