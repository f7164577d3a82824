// SPDX-License-Identifier: GPL-2.0-only
/*
 * A peer, a process of its own, sends datagrams of random lengths whose bytes follow from their number, in bursts that
 * the receive buffer has room for. They are received by onload_zc_recv(), with callbacks that go on, end the call or keep
 * the buffer at random, and by recv() in between; each must come once, in order, with its bytes. What is kept is looked at
 * again when it is released, some of it after its socket was closed.
 *
 * Usage: zc_bytes SEED DATAGRAMS ENDING FAMILY. One of ENDING callbacks ends its call, none if that is 0; where they are
 * rare, nothing but onload_zc_recv() is used, which alone finds what was received before the first of them.
 */
#include "zc_receive.h"
#include <sys/wait.h>

#define KEPT 256
#define BURST_ROOM 90000
#define RARE 1000

static uint64_t seed;
static uint64_t dice;
static uint64_t expected;
static uint64_t bytes;
static int faults;
static uint64_t ending;

static struct {
    onload_zc_handle handle;
    struct onload_zc_iovec parts[40];
    size_t count;
    uint64_t number;
} kept[KEPT];

static int kept_count;
static int kept_ever;
static int ended;
static int by_recv;

static size_t length_of(uint64_t number)
{
    uint64_t state = seed + number;
    uint64_t choice = next_random(&state) % 16;
    uint64_t size = next_random(&state);

    return choice == 0 ? 0 : choice == 1 ? size % (LONGEST + 1) : choice < 4 ? 1840 + size % 32 : size % 3000;
}

/* What the kernel charges a socket for a datagram, and more. */
static size_t charge(size_t length)
{
    return 2048 + length + length / 4;
}

static void send_all(int fd, int allowed, uint64_t datagrams)
{
    static unsigned char data[1 << 16];
    uint64_t upto;
    uint64_t number = 0;

    while (number < datagrams && read(allowed, &upto, sizeof(upto)) == sizeof(upto))
        for (; number < upto; number++) {
            fill(data, length_of(number), seed + number);
            NEED(send(fd, data, length_of(number), 0));
        }
}

static void look_at(const unsigned char *data, size_t length)
{
    if (length != length_of(expected) || !holds(data, length, seed + expected)) {
        if (faults++ == 0)
            fact("datagram %lu: %zu bytes for %zu", expected, length, length_of(expected));
    }
    bytes += length;
    expected++;
}

static void release_one(int fd, int index)
{
    static unsigned char data[1 << 16];
    struct onload_zc_msg message = {.iov = kept[index].parts, .msghdr.msg_iovlen = kept[index].count};
    size_t length = gather(&message, data);
    int status;

    if (length != length_of(kept[index].number) || !holds(data, length, seed + kept[index].number))
        faults++;
    status = onload_zc_release_buffers(fd, &kept[index].handle, 1);
    if (status != 0 && faults++ == 0)
        fact("release %d", status);
    kept[index] = kept[--kept_count];
}

static enum onload_zc_callback_rc seen(struct onload_zc_recv_args *arguments, int flags)
{
    static unsigned char data[1 << 16];
    struct onload_zc_msg *message = &arguments->msg;
    uint64_t number = expected;
    uint64_t random = next_random(&dice);
    int answer = ending > 0 && random / 4 % ending == 0 ? ONLOAD_ZC_TERMINATE : ONLOAD_ZC_CONTINUE;

    (void)flags;
    look_at(data, gather(message, data));
    if (random % 4 == 0 && kept_count < KEPT) {
        kept[kept_count].handle = message->iov[0].buf;
        kept[kept_count].count = message->msghdr.msg_iovlen;
        kept[kept_count].number = number;
        memcpy(kept[kept_count].parts, message->iov, message->msghdr.msg_iovlen * sizeof(message->iov[0]));
        kept_count++;
        kept_ever++;
        answer |= ONLOAD_ZC_KEEP;
    }
    ended += answer & ONLOAD_ZC_TERMINATE;
    return answer;
}

static void receive_some(int fd, uint64_t sent)
{
    static unsigned char data[1 << 16];
    uint64_t way = next_random(&dice) % 8;
    struct call call;

    if (way == 0 && ending < RARE) {
        look_at(data, NEED(recv(fd, data, sizeof(data), 0)));
        by_recv++;
        return;
    }
    if (ending < RARE)
        await(fd, POLLIN);
    int status = receive_zero_copy(fd, &call, seen, way % 2 && ending < RARE ? ONLOAD_MSG_DONTWAIT : 0);
    if (status != 0 && faults++ == 0)
        fact("receive %d before %lu", status, sent);
}

static void receive_all(int fd, int allow, uint64_t datagrams)
{
    uint64_t upto = 0;

    while (upto < datagrams) {
        size_t charged = 0;
        while (upto < datagrams && (charged == 0 || charged + charge(length_of(upto)) < BURST_ROOM))
            charged += charge(length_of(upto++));
        NEED(write(allow, &upto, sizeof(upto)));
        while (expected < upto && faults == 0)
            receive_some(fd, upto);
        while (kept_count > 0 && next_random(&dice) % 4 != 0)
            release_one(fd, next_random(&dice) % kept_count);
        if (faults != 0)
            return;
    }
}

int main(int argc, char **argv)
{
    struct pair pair = open_udp_pair(argv[argc - 1]);
    int room = 1 << 20;
    int allowance[2];

    seed = strtoull(argv[1], NULL, 0);
    dice = ~seed;
    ending = strtoull(argv[3], NULL, 0);
    fprintf(stderr, "seed %lu\n", seed);
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &room, sizeof(room)));
    NEED(pipe(allowance));
    pid_t peer = NEED(fork());
    if (peer == 0) {
        close(allowance[1]);
        send_all(pair.sender, allowance[0], strtoull(argv[2], NULL, 0));
        _exit(0);
    }
    close(pair.sender);
    receive_all(pair.receiver, allowance[1], strtoull(argv[2], NULL, 0));
    close(allowance[1]);
    NEED(waitpid(peer, NULL, 0));
    close(pair.receiver);
    int other = open_socket("udp", argv[argc - 1]);
    while (kept_count > 0)
        release_one(other, kept_count - 1);
    fact("%lu datagrams, %d faults", expected, faults);
    fact("%s kept, %s ended, %s by recv", kept_ever > 0 ? "some" : "none", ended > 0 ? "some" : "none",
         by_recv > 0 ? "some" : "none");
    fprintf(stderr, "%lu bytes, %d kept, %d ended, %d by recv\n", bytes, kept_ever, ended, by_recv);
    return 0;
}
