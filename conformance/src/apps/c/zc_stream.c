// SPDX-License-Identifier: GPL-2.0-only
/*
 * onload_zc_recv() on TCP. Usage: zc_stream bytes SEED LENGTH FAMILY, where a peer, a process of its own, writes a stream
 * in pieces of random lengths whose bytes follow from their place; or zc_stream SCENARIO FAMILY.
 */
#include "zc_receive.h"
#include "messages.h"
#include "stamping.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>

#define KEPT 64
#define BLOCK 4096

static const char *family;
static uint64_t dice;
static uint64_t received;
static int wrong;
static int asked;
static int keeps;
static int ends;

static struct {
    onload_zc_handle handle;
    unsigned char *data;
    size_t length;
    uint64_t place;
} kept[KEPT];

static int kept_count;

/* A connection whose ends, closed, let the other one read all that was sent. */
static struct pair open_ending_pair(void)
{
    struct pair pair = open_tcp_pair(family);

    end_at_close(pair.sender);
    end_at_close(pair.receiver);
    return pair;
}

static unsigned char byte_at(uint64_t place)
{
    uint64_t state = place / 8;

    return next_random(&state) >> place % 8 * 8;
}

static void write_stream(int fd, uint64_t seed, uint64_t length)
{
    unsigned char data[BLOCK];
    uint64_t state = seed;
    uint64_t place = 0;

    while (place < length) {
        size_t size = next_random(&state) % (next_random(&state) % 4 == 0 ? BLOCK : 64) + 1;
        if (size > length - place)
            size = length - place;
        for (size_t i = 0; i < size; i++)
            data[i] = byte_at(place + i);
        for (size_t done = 0; done < size;)
            done += NEED(send(fd, data + done, size - done, 0));
        place += size;
    }
}

static void look_at(const unsigned char *data, size_t length, uint64_t place)
{
    for (size_t i = 0; i < length; i++)
        wrong += data[i] != byte_at(place + i);
}

static enum onload_zc_callback_rc seen(struct onload_zc_recv_args *arguments, int flags)
{
    struct onload_zc_iovec *part = arguments->msg.iov;
    uint64_t random = next_random(&dice);
    int answer = random % 16 == 0 ? ONLOAD_ZC_TERMINATE : ONLOAD_ZC_CONTINUE;

    wrong += flags != 0 || arguments->msg.msghdr.msg_iovlen != 1 || arguments->msg.msghdr.msg_namelen != 0;
    look_at(part->iov_base, part->iov_len, received);
    if (random / 16 % 4 == 0 && kept_count < KEPT) {
        kept[kept_count].handle = part->buf;
        kept[kept_count].data = part->iov_base;
        kept[kept_count].length = part->iov_len;
        kept[kept_count++].place = received;
        keeps++;
        answer |= ONLOAD_ZC_KEEP;
    }
    received += part->iov_len;
    call_of(arguments)->shown += part->iov_len;
    ends += answer & ONLOAD_ZC_TERMINATE;
    return answer;
}

static void release_some(int fd, int left)
{
    while (kept_count > left) {
        kept_count--;
        look_at(kept[kept_count].data, kept[kept_count].length, kept[kept_count].place);
        wrong += onload_zc_release_buffers(fd, &kept[kept_count].handle, 1) != 0;
    }
}

/* Whether there is more to come. */
static bool receive_some(int fd)
{
    unsigned char data[BLOCK];
    struct call call;

    if (next_random(&dice) % 8 == 0) {
        ssize_t got = NEED(recv(fd, data, next_random(&dice) % BLOCK + 1, 0));
        look_at(data, got, received);
        received += got;
        asked++;
        return got > 0;
    }
    int status = receive_zero_copy(fd, &call, seen, next_random(&dice) % 4 == 0 ? ONLOAD_MSG_DONTWAIT : 0);
    wrong += status >= 0 ? status != call.shown : status != -EAGAIN || call.shown != 0;
    return status != 0;
}

static void bytes(uint64_t seed, uint64_t length)
{
    struct pair pair = open_ending_pair();

    fprintf(stderr, "seed %lu\n", seed);
    dice = ~seed;
    pid_t peer = NEED(fork());
    if (peer == 0) {
        close(pair.receiver);
        write_stream(pair.sender, seed, length);
        _exit(0);
    }
    close(pair.sender);
    while (receive_some(pair.receiver))
        if (next_random(&dice) % 4 == 0)
            release_some(pair.receiver, next_random(&dice) % KEPT);
    release_some(pair.receiver, 0);
    NEED(waitpid(peer, NULL, 0));
    fact("%lu bytes, wrong %d", received, wrong);
    fact("ways %s", asked > 0 && keeps > 0 && ends > 0 ? "all" : "not all");
    close(pair.receiver);
}

/* ---- scenarios ---- */

static enum onload_zc_callback_rc tell(struct onload_zc_recv_args *arguments, int flags)
{
    struct msghdr *header = &arguments->msg.msghdr;

    fact("%u bytes beginning with %.1s in %zu, name %u, control %zu, flags %#x, %#x", (unsigned)arguments->msg.iov->iov_len,
         (char *)arguments->msg.iov->iov_base, header->msg_iovlen, header->msg_namelen, header->msg_controllen,
         header->msg_flags, flags);
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

static enum onload_zc_callback_rc tell_and_end(struct onload_zc_recv_args *arguments, int flags)
{
    tell(arguments, flags);
    return ONLOAD_ZC_TERMINATE;
}

static void send_text(int fd, int length)
{
    char text[1 << 16];

    for (int i = 0; i < length; i++)
        text[i] = 'a' + i / 1856 % 26;
    for (int done = 0; done < length;)
        done += NEED(send(fd, text + done, length - done, 0));
}

static void await_bytes(int fd, int length)
{
    char text[1 << 16];

    while (recv(fd, text, length, MSG_PEEK | MSG_WAITALL) < length)
        ;
}

static void wait_for_end(int fd)
{
    await(fd, POLLRDHUP);
}

static void calls(void)
{
    struct pair pair = open_ending_pair();
    struct call call;

    ANSWER("ONLOAD_MSG_DONTWAIT", receive_zero_copy(pair.receiver, &call, tell, ONLOAD_MSG_DONTWAIT));
    send_text(pair.sender, 3);
    await_bytes(pair.receiver, 3);
    ANSWER("a few", receive_zero_copy(pair.receiver, &call, tell, 0));
    send_text(pair.sender, 5000);
    await_bytes(pair.receiver, 5000);
    ANSWER("several", receive_zero_copy(pair.receiver, &call, tell, 0));
    send_text(pair.sender, 3712);
    await_bytes(pair.receiver, 3712);
    ANSWER("two full ones", receive_zero_copy(pair.receiver, &call, tell, ONLOAD_MSG_RECV_OS_INLINE));
    send_text(pair.sender, 5000);
    await_bytes(pair.receiver, 5000);
    ANSWER("ended", receive_zero_copy(pair.receiver, &call, tell_and_end, 0));
    ANSWER("the rest", receive_zero_copy(pair.receiver, &call, tell, 0));
    close_pair(pair);
}

static void flags(void)
{
    struct pair pair = open_ending_pair();
    struct call call;

    send_text(pair.sender, 100);
    await_bytes(pair.receiver, 100);
    ANSWER("MSG_PEEK", receive_zero_copy(pair.receiver, &call, tell, MSG_PEEK));
    ANSWER("MSG_OOB", receive_zero_copy(pair.receiver, &call, tell, MSG_OOB));
    ANSWER("both", receive_zero_copy(pair.receiver, &call, tell, MSG_WAITALL | ONLOAD_MSG_ONEPKT));
    ANSWER("ONLOAD_MSG_ONEPKT", receive_zero_copy(pair.receiver, &call, tell, ONLOAD_MSG_ONEPKT | MSG_DONTWAIT));
    send_text(pair.sender, 100);
    await_bytes(pair.receiver, 100);
    ANSWER("MSG_WAITALL", receive_zero_copy(pair.receiver, &call, tell, MSG_WAITALL));
    send_text(pair.sender, 100);
    await_bytes(pair.receiver, 100);
    ANSWER("MSG_TRUNC", receive_zero_copy(pair.receiver, &call, tell, MSG_TRUNC));
    close_pair(pair);
}

/* The end is told by itself, however much came before it, and again and again. */
static void end_after(int length)
{
    struct pair pair = open_ending_pair();
    struct call call;

    send_text(pair.sender, length);
    close(pair.sender);
    wait_for_end(pair.receiver);
    ANSWER("bytes", receive_zero_copy(pair.receiver, &call, tell, 0));
    ANSWER("end", receive_zero_copy(pair.receiver, &call, tell, 0));
    ANSWER("end again", receive_zero_copy(pair.receiver, &call, tell, ONLOAD_MSG_DONTWAIT));
    close(pair.receiver);
}

static void end(void)
{
    end_after(100);
    end_after(1856);
}

/* An error is told by itself as well; the kernel throws no data away that came before. */
static void reset_after(int length)
{
    struct pair pair = open_ending_pair();
    struct linger hard = {.l_onoff = 1};
    struct call call;

    send_text(pair.sender, length);
    await_bytes(pair.receiver, length);
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard)));
    close(pair.sender);
    await(pair.receiver, POLLHUP);
    ANSWER("bytes", receive_zero_copy(pair.receiver, &call, tell, 0));
    ANSWER("reset", receive_zero_copy(pair.receiver, &call, tell, 0));
    ANSWER("after it", receive_zero_copy(pair.receiver, &call, tell, 0));
    close(pair.receiver);
}

static void reset(void)
{
    reset_after(100);
    reset_after(1856);
    reset_after(3712);
}

static void not_connected(void)
{
    int fd = open_socket("tcp", family);
    int listener = open_socket("tcp", family);
    struct call call;

    ANSWER("closed", receive_zero_copy(fd, &call, tell, 0));
    bind_loopback(listener, family);
    NEED(listen(listener, 1));
    ANSWER("listening", receive_zero_copy(listener, &call, tell, 0));
    close(fd);
    close(listener);
}

static void on_signal(int number)
{
    (void)number;
}

static void *send_later(void *pair)
{
    send_text(((struct pair *)pair)->sender, 10);
    return NULL;
}

static void waiting(void)
{
    struct pair pair = open_ending_pair();
    struct sigaction action = {.sa_handler = on_signal};
    struct itimerval soon = {{0, 10000}, {0, 10000}};
    struct itimerval never = {{0, 0}, {0, 0}};
    struct timeval limit = {0, 50000};
    struct call call;
    pthread_t thread;

    NEED(fcntl(pair.receiver, F_SETFL, O_NONBLOCK));
    ANSWER("O_NONBLOCK", receive_zero_copy(pair.receiver, &call, tell, 0));
    NEED(fcntl(pair.receiver, F_SETFL, 0));
    NEED(sigaction(SIGALRM, &action, NULL));
    NEED(setitimer(ITIMER_REAL, &soon, NULL));
    ANSWER("signal", receive_zero_copy(pair.receiver, &call, tell, 0));
    NEED(setitimer(ITIMER_REAL, &never, NULL));
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    ANSWER("SO_RCVTIMEO", receive_zero_copy(pair.receiver, &call, tell, 0));
    limit.tv_usec = 0;
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    NEED(pthread_create(&thread, NULL, send_later, &pair));
    ANSWER("blocking", receive_zero_copy(pair.receiver, &call, tell, 0));
    NEED(pthread_join(thread, NULL));
    NEED(shutdown(pair.receiver, SHUT_RD));
    ANSWER("shut down", receive_zero_copy(pair.receiver, &call, tell, 0));
    close_pair(pair);
}

/* Urgent data is left out, unless it is to be inline, and what follows it comes by the same or the next call. */
static void urgent_data(int in_line)
{
    struct pair pair = open_ending_pair();
    struct call call;
    int total = 0;
    int status;

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_OOBINLINE, &in_line, sizeof(in_line)));
    NEED(send(pair.sender, "before", 6, 0));
    NEED(send(pair.sender, "!", 1, MSG_OOB));
    NEED(send(pair.sender, "after", 5, 0));
    close(pair.sender);
    wait_for_end(pair.receiver);
    while ((status = receive_zero_copy(pair.receiver, &call, tell, 0)) > 0)
        total += status;
    fact("inline %d: %d bytes, then %d", in_line, total, status);
    close(pair.receiver);
}

static void urgent(void)
{
    urgent_data(0);
    urgent_data(1);
}

static enum onload_zc_callback_rc tell_control(struct onload_zc_recv_args *arguments, int flags)
{
    struct message message = {.header.msg_hdr = arguments->msg.msghdr};

    (void)flags;
    describe(&message, arguments->msg.iov->iov_len);
    return ONLOAD_ZC_CONTINUE;
}

static void stamped(void)
{
    unsigned request = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;
    struct pair pair = open_ending_pair();
    struct message message;
    struct call call;

    keep_stamping_on();
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &request, sizeof(request)));
    prepare(&message);
    send_text(pair.sender, 8);
    ssize_t got = NEED(recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    describe(&message, got);
    send_text(pair.sender, 8);
    NEED(receive_zero_copy(pair.receiver, &call, tell_control, 0));
    close_pair(pair);
}

static const struct {
    const char *name;
    void (*run)(void);
} scenarios[] = {
    {"calls", calls},     {"flags", flags},   {"end", end},         {"reset", reset}, {"not_connected", not_connected},
    {"waiting", waiting}, {"urgent", urgent}, {"stamped", stamped},
};

int main(int argc, char **argv)
{
    family = argv[argc - 1];
    if (strcmp(argv[1], "bytes") == 0)
        bytes(strtoull(argv[2], NULL, 0), strtoull(argv[3], NULL, 0));
    for (size_t i = 0; i < COUNT(scenarios); i++)
        if (strcmp(scenarios[i].name, argv[1]) == 0)
            scenarios[i].run();
    return 0;
}
