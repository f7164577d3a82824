// SPDX-License-Identifier: GPL-2.0-only
/*
 * Callbacks that leave their call by a C++ exception, more often than there are lanes, buffers and rooms. Whatever comes
 * next finds nothing lost.
 */
#include <arpa/inet.h>
#include <cstdio>
#include <cstring>
#include <netinet/in.h>
#include <onload/extensions.h>
#include <onload/extensions_zc.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int TIMES = 6000;

struct Thrown {};

int shown;

struct Pair {
    int sender;
    int receiver;
};

Pair open_pair(int type)
{
    int server = socket(AF_INET, type, 0);
    Pair pair{socket(AF_INET, type, 0), server};
    sockaddr_in address{};
    socklen_t length = sizeof(address);

    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(server, reinterpret_cast<sockaddr *>(&address), length);
    getsockname(server, reinterpret_cast<sockaddr *>(&address), &length);
    if (type == SOCK_STREAM)
        listen(server, 1);
    connect(pair.sender, reinterpret_cast<sockaddr *>(&address), length);
    if (type == SOCK_STREAM)
        pair.receiver = accept(server, nullptr, nullptr);
    return pair;
}

enum onload_zc_callback_rc throw_it(onload_zc_recv_args *, int)
{
    throw Thrown{};
}

enum onload_zc_callback_rc count(onload_zc_recv_args *, int)
{
    shown++;
    return ONLOAD_ZC_CONTINUE;
}

enum onload_zc_callback_rc throw_filtering(onload_zc_msg *, void *, int)
{
    throw Thrown{};
}

int receive(int fd, onload_zc_recv_callback callback, int flags)
{
    onload_zc_recv_args arguments{};

    arguments.cb = callback;
    arguments.flags = flags;
    return onload_zc_recv(fd, &arguments);
}

void throw_from(const char *what, Pair pair)
{
    int caught = 0;

    for (int i = 0; i < TIMES; i++) {
        send(pair.sender, "data", 4, 0);
        try {
            receive(pair.receiver, throw_it, 0);
        } catch (const Thrown &) {
            caught++;
        }
    }
    send(pair.sender, "data", 4, 0);
    int status = receive(pair.receiver, count, 0);
    std::printf("%s: caught %d, then %d, shown %d\n", what, caught, status, shown);
    shown = 0;
}

void throw_from_filter(Pair pair)
{
    int caught = 0;
    char data[4];

    int status = onload_set_recv_filter(pair.receiver, throw_filtering, nullptr, 0);
    for (int i = 0; i < TIMES; i++) {
        send(pair.sender, "data", 4, 0);
        try {
            recv(pair.receiver, data, sizeof(data), 0);
        } catch (const Thrown &) {
            caught++;
        }
    }
    std::printf("filter %d: caught %d\n", status, caught);
}

} // namespace

int main()
{
    throw_from("datagrams", open_pair(SOCK_DGRAM));
    throw_from("stream", open_pair(SOCK_STREAM));
    throw_from_filter(open_pair(SOCK_DGRAM));
    return 0;
}
