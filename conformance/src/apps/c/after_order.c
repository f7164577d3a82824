// SPDX-License-Identifier: GPL-2.0-only
/* Usage: after_order PROTOCOL FAMILY. What a socket shows, asks and receives after ordered waits found data on it. */
#include "examination.h"
#include "ordered.h"
#include "stamping.h"

#define STAMPING_NEW 65
#define RECEIVED_IN_SOFTWARE (SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE)

static struct pair pair;
static int epoll;

static void be_found(void)
{
    struct told told;

    send_one(pair);
    await(pair.receiver, POLLIN);
    NEED(wait_ordered(epoll, &told, MOST, PATIENCE_MS) == 1 ? 0 : -1);
    receive_exactly(pair.receiver, 8);
}

static void open_found(const char *protocol, const char *family)
{
    pair = open_pair(protocol, family);
    epoll = NEED(epoll_create1(0));
    watch(epoll, pair.receiver, EPOLLIN, 'a');
    be_found();
}

static void close_found(void)
{
    NEED(close(epoll));
    close_pair(pair);
}

static void tell_option(const char *name, int option)
{
    int value = 4711;
    socklen_t length = sizeof(value);
    int failed = getsockopt(pair.receiver, SOL_SOCKET, option, &value, &length);

    fact("%s: %d %#x of %u", name, failed, value, length);
}

static void tell_options(void)
{
    tell_option("stamping", SO_TIMESTAMPING);
    tell_option("stamping, new", STAMPING_NEW);
    tell_option("peek offset", SO_PEEK_OFF);
    tell_option("low water mark", SO_RCVLOWAT);
    tell_option("time", SO_TIMESTAMP);
    tell_option("time, new", 63);
    tell_option("time in ns", SO_TIMESTAMPNS);
    tell_option("time in ns, new", 64);
}

static void set_option(const char *what, int option, int value)
{
    fact("%s: %d", what, setsockopt(pair.receiver, SOL_SOCKET, option, &value, sizeof(value)));
}

/* With as much room for control data as is told: nothing may be cut off that fits. */
static void receive_with_room(size_t room, int flags)
{
    struct message message;

    prepare(&message);
    send_one(pair);
    await(pair.receiver, POLLIN);
    message.header.msg_hdr.msg_controllen = room;
    fact("room for %zu", room);
    transcribe(&message, NEED(recvmsg(pair.receiver, &message.header.msg_hdr, flags)));
    if (flags & MSG_PEEK)
        receive_exactly(pair.receiver, 8);
}

static void receive_all_ways(void)
{
    static const size_t rooms[] = {0, 8, 16, 20, 24, 28, 32, 40, 64, 72, 80, 96, CONTROL_ROOM};

    for (size_t i = 0; i < COUNT(rooms); i++) {
        receive_with_room(rooms[i], 0);
        receive_with_room(rooms[i], MSG_PEEK);
    }
    examine_received("recvmmsg", pair);
    examine_received("peek", pair);
}

static void receives(const char *protocol, const char *family)
{
    open_found(protocol, family);
    tell_options();
    receive_all_ways();
    ask_for_companions(pair.receiver, protocol, family);
    receive_all_ways();
    be_found();
    tell_options();
    receive_all_ways();
    close_found();
}

static void times(const char *protocol, const char *family)
{
    static const int options[] = {SO_TIMESTAMP, SO_TIMESTAMPNS, 63, 64};

    for (size_t i = 0; i < COUNT(options); i++) {
        open_found(protocol, family);
        set_option("time asked for later", options[i], 1);
        receive_with_room(CONTROL_ROOM, 0);
        tell_options();
        be_found();
        receive_with_room(CONTROL_ROOM, 0);
        set_option("no time", options[i], 0);
        receive_with_room(CONTROL_ROOM, 0);
        tell_options();
        close_found();
        pair = open_pair(protocol, family);
        epoll = NEED(epoll_create1(0));
        watch(epoll, pair.receiver, EPOLLIN, 'a');
        set_option("time asked for before", options[i], 1);
        be_found();
        tell_options();
        receive_with_room(CONTROL_ROOM, 0);
        close_found();
    }
}

static void requests(const char *protocol, const char *family)
{
    static const int options[] = {SO_TIMESTAMPING, STAMPING_NEW};

    for (size_t i = 0; i < COUNT(options); i++) {
        open_found(protocol, family);
        set_option("stamps", options[i], RECEIVED_IN_SOFTWARE);
        tell_options();
        be_found();
        receive_with_room(CONTROL_ROOM, 0);
        set_option("wrong stamps", options[i], 1 << 30);
        tell_options();
        set_option("unreported stamps", options[i], SOF_TIMESTAMPING_RX_SOFTWARE);
        be_found();
        tell_options();
        receive_with_room(CONTROL_ROOM, 0);
        set_option("no stamps", options[i], 0);
        tell_options();
        be_found();
        tell_options();
        receive_with_room(CONTROL_ROOM, 0);
        close_found();
    }
}

static void peek_offsets(const char *protocol, const char *family)
{
    char data[8] = "";

    open_found(protocol, family);
    set_option("peek offset", SO_PEEK_OFF, 2);
    tell_options();
    receive_with_room(CONTROL_ROOM, 0);
    send_one(pair);
    await(pair.receiver, POLLIN);
    struct told told;
    NEED(wait_ordered(epoll, &told, MOST, PATIENCE_MS));
    fact("peeked: %zd %s", recv(pair.receiver, data, 3, MSG_PEEK), data);
    tell_options();
    receive_exactly(pair.receiver, 8);
    set_option("no peek offset", SO_PEEK_OFF, -1);
    be_found();
    tell_options();
    receive_with_room(CONTROL_ROOM, 0);
    set_option("low water mark", SO_RCVLOWAT, 2);
    tell_options();
    be_found();
    tell_options();
    close_found();
}

int main(int argc, char **argv)
{
    NEED(argc == 3 ? 0 : -1);
    keep_stamping_on();
    receives(argv[1], argv[2]);
    times(argv[1], argv[2]);
    requests(argv[1], argv[2]);
    peek_offsets(argv[1], argv[2]);
    return 0;
}
