// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: numbered_messages KINDS STREAM_WINDOW MESSAGES SEED. One sender writes a numbered sequence over 200 sockets, in
 * bursts and pauses; a reader that now and then rests reads what onload_ordered_epoll_wait says it may. KINDS is udp or
 * mixed. Of STREAM_WINDOW messages of one stream, no more are unread at a time: with 1, the kernel has none to put together.
 */
#include "ordered.h"
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>

#define SOCKETS 200
#define WINDOW 2000
#define LONGEST_BURST 50
#define LONGEST_REST_US 300
#define ROOM 64

struct message {
    uint32_t number;
    uint32_t size;
    char rest[120];
};

/* What the sender must know of the reader. */
struct progress {
    volatile unsigned all;
    volatile unsigned of[SOCKETS];
};

static struct pair pairs[SOCKETS];
static bool is_stream[SOCKETS];
static struct progress *read_so_far;
static uint64_t state;

static unsigned chosen(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 11) % below;
}

static void rest(void)
{
    struct timespec time = {.tv_nsec = 1000L * chosen(LONGEST_REST_US)};

    nanosleep(&time, NULL);
}

static int open_all(bool mixed)
{
    int epoll = NEED(epoll_create1(0));
    int room = 1 << 20;

    for (int i = 0; i < SOCKETS; i++) {
        is_stream[i] = mixed && i % 2;
        pairs[i] = open_pair(is_stream[i] ? "tcp" : "udp", "ipv4");
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        NEED(setsockopt(pairs[i].receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
        NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, pairs[i].receiver, &event));
    }
    return epoll;
}

static int next_socket(const unsigned *sent, unsigned stream_window, int favourite)
{
    int socket = favourite;

    while (is_stream[socket] && sent[socket] - read_so_far->of[socket] >= stream_window) {
        sched_yield();
        socket = (int)chosen(SOCKETS);
    }
    return socket;
}

static void send_all(unsigned messages, unsigned stream_window)
{
    static unsigned sent[SOCKETS];
    struct message message = {0};

    for (unsigned number = 0; number < messages;) {
        int favourite = (int)chosen(SOCKETS);
        for (unsigned left = 1 + chosen(LONGEST_BURST); left && number < messages; left--, number++) {
            while (number - read_so_far->all >= WINDOW)
                sched_yield();
            int socket = next_socket(sent, stream_window, chosen(4) ? (int)chosen(SOCKETS) : favourite);
            message.number = number;
            message.size = 8 + chosen(sizeof(message.rest));
            NEED(send(pairs[socket].sender, &message, message.size, 0));
            sent[socket]++;
        }
        if (chosen(3) == 0)
            rest();
    }
}

static unsigned got, newest, late_datagrams, late_stream_messages;

static void take(int socket, const struct message *message)
{
    if (message->number < newest)
        *(is_stream[socket] ? &late_stream_messages : &late_datagrams) += 1;
    else
        newest = message->number;
    got++;
    read_so_far->of[socket]++;
    read_so_far->all++;
}

/* Reads messages that may be in pieces. */
static void read_stream(int socket, int bytes)
{
    static struct message unfinished[SOCKETS];
    static size_t have[SOCKETS];
    struct message *message = &unfinished[socket];

    while (bytes > 0) {
        size_t end = have[socket] < 8 ? 8 : message->size;
        size_t wanted = end - have[socket] < (size_t)bytes ? end - have[socket] : (size_t)bytes;
        bytes -= NEED(recv(pairs[socket].receiver, (char *)message + have[socket], wanted, MSG_DONTWAIT));
        have[socket] += wanted;
        if (have[socket] >= 8 && have[socket] == message->size) {
            take(socket, message);
            have[socket] = 0;
        }
    }
}

static void read_datagram(int socket)
{
    struct message message;

    NEED(recv(pairs[socket].receiver, &message, sizeof(message), MSG_DONTWAIT));
    take(socket, &message);
}

static void read_all(int epoll, unsigned messages)
{
    struct epoll_event events[ROOM];
    struct onload_ordered_epoll_event ordered[ROOM];

    while (got < messages) {
        int most = 1 + (int)chosen(ROOM);
        int ready = NEED(ONLOAD(onload_ordered_epoll_wait)(epoll, events, ordered, most, PATIENCE_MS));
        NEED(ready == 0 ? -1 : 0);
        for (int i = 0; i < ready; i++) {
            int socket = events[i].data.u32;
            if (is_stream[socket])
                read_stream(socket, ordered[i].bytes);
            else
                read_datagram(socket);
        }
        if (chosen(4) == 0)
            rest();
    }
}

int main(int argc, char **argv)
{
    NEED(argc == 5 ? 0 : -1);
    unsigned messages = (unsigned)atoi(argv[3]);
    int epoll = open_all(strcmp(argv[1], "mixed") == 0);

    state = strtoull(argv[4], NULL, 0) * 0x9e3779b97f4a7c15 + 1;
    read_so_far = mmap(NULL, sizeof(*read_so_far), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    NEED(read_so_far == MAP_FAILED ? -1 : 0);
    pid_t sender = NEED(fork());
    if (sender == 0) {
        send_all(messages, (unsigned)atoi(argv[2]));
        _exit(0);
    }
    state++;
    read_all(epoll, messages);
    NEED(waitpid(sender, NULL, 0));
    fact("seed %s", argv[4]);
    fact("read %u", got);
    fact("late datagrams %u", late_datagrams);
    fact("late messages of streams %u", late_stream_messages);
    return 0;
}
