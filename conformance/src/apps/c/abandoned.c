// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: abandoned CALL WAY. Threads leave a call that waits, again and again. CALL: receive-udp, receive-tcp, send,
 * template or ordered. WAY: leap, by a long jump from a signal handler; cancelled; or asynchronous, cancelled likewise.
 */
#include "blocking.h"
#include "ordered.h"
#include "stream.h"
#include "template.h"
#include "zc_receive.h"
#include "zero_copy.h"
#include <dirent.h>
#include <linux/sockios.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/ioctl.h>

#define WARM_UP 20
#define ROUNDS 150
#define BUFFERS 1024
#define PIECES 20

static struct pair pair;
static int epoll;
static struct onload_zc_iovec pieces[PIECES];
static onload_template_handle template;
static atomic_int thread_id;
static _Thread_local sigjmp_buf way_out;
static int wrong;

/* ---- the calls: one that waits, what is left to the application by it, and one that does not wait ---- */

static enum onload_zc_callback_rc count(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_TERMINATE;
}

static void receive(void)
{
    struct call call;

    receive_zero_copy(pair.receiver, &call, count, 0);
}

static int receive_at_once(void)
{
    struct call call;

    NEED(send(pair.sender, "data", 4, 0));
    await(pair.receiver, POLLIN);
    int status = receive_zero_copy(pair.receiver, &call, count, ONLOAD_MSG_DONTWAIT);
    return status < 0 || call.shown != 1;
}

static void keep(void)
{
}

static void make_pieces(void)
{
    NEED(onload_zc_alloc_buffers(pair.sender, pieces, PIECES, ONLOAD_ZC_BUFFER_HDR_TCP));
}

static void send_pieces(void)
{
    zero_copy_send(pair.sender, pieces, PIECES, 0);
}

/* A buffer is the application's or went; nothing between. */
static void release_pieces(void)
{
    for (int i = 0; i < PIECES; i++)
        release_buffer(pair.sender, pieces[i]);
}

static int send_at_once(void)
{
    make_pieces();
    int rc = zero_copy_send(pair.sender, pieces, PIECES, ONLOAD_MSG_DONTWAIT);
    release_pieces();
    return rc != -EAGAIN;
}

static void make_template(void)
{
    char text[1000] = "text";

    NEED(allocate_template(pair.sender, text, sizeof(text), &template));
}

static void send_template(void)
{
    onload_msg_template_update(pair.sender, template, NULL, 0, SEND_NOW);
}

static void abort_template(void)
{
    onload_msg_template_abort(pair.sender, template);
}

static int send_template_at_once(void)
{
    make_template();
    int status = onload_msg_template_update(pair.sender, template, NULL, 0, SEND_NOW | DONTWAIT);
    return status != -EAGAIN;
}

static void wait_in_order(void)
{
    struct told told;

    wait_ordered(epoll, &told, MOST, -1);
}

static int wait_in_order_at_once(void)
{
    struct told told;
    int none = wait_ordered(epoll, &told, MOST, 0);

    NEED(send(pair.sender, "data", 4, 0));
    int one = wait_ordered(epoll, &told, MOST, PATIENCE_MS);
    wrong += recv(pair.receiver, told.events, sizeof(told.events), 0) != 4;
    return none != 0 || one != 1;
}

static void open_udp(void)
{
    pair = open_udp_pair("ipv4");
}

static void open_tcp(void)
{
    pair = open_tcp_pair("ipv4");
}

static int unacknowledged(void)
{
    int bytes;

    NEED(ioctl(pair.sender, SIOCOUTQ, &bytes));
    return bytes;
}

/* Until the kernel's own probes, the first of them after a fifth of a second, move nothing more to the receiver. */
static void open_full(void)
{
    struct stream stream = open_stream("ipv4", (struct stream_kind){.send_room = 20000, .receive_room = 20000});
    int before;

    pair = stream.pair;
    do {
        while (send_plainly(&stream, 1000, MSG_DONTWAIT) > 0 || send_plainly(&stream, 1, MSG_DONTWAIT) > 0)
            continue;
        before = unacknowledged();
        poll(NULL, 0, 300);
    } while (unacknowledged() != before);
}

static void open_set(void)
{
    open_udp();
    epoll = NEED(epoll_create1(0));
    watch(epoll, pair.receiver, EPOLLIN, 'a');
}

static const struct kind {
    const char *name;
    void (*open)(void);
    void (*make)(void);
    void (*wait)(void);
    void (*give_back)(void);
    int (*at_once)(void);
} kinds[] = {
    {"receive-udp", open_udp, keep, receive, keep, receive_at_once},
    {"receive-tcp", open_tcp, keep, receive, keep, receive_at_once},
    {"send", open_full, make_pieces, send_pieces, release_pieces, send_at_once},
    {"template", open_full, make_template, send_template, abort_template, send_template_at_once},
    {"ordered", open_set, keep, wait_in_order, keep, wait_in_order_at_once},
};

static const struct kind *kind = kinds;

/* ---- the ways ---- */

static void leap(int signal)
{
    (void)signal;
    siglongjmp(way_out, 1);
}

static void *leave_by_leap(void *unused)
{
    if (sigsetjmp(way_out, 1) == 0) {
        thread_id = gettid();
        kind->wait();
        wrong++;
    }
    kind->give_back();
    wrong += kind->at_once();
    kind->make();
    return unused;
}

static void *be_cancelled(void *unused)
{
    thread_id = gettid();
    kind->wait();
    wrong++;
    return unused;
}

static void *be_cancelled_anywhere(void *unused)
{
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    return be_cancelled(unused);
}

static bool waits(long call)
{
    static const long calls[] = {SYS_recvmsg, SYS_recvmmsg, SYS_recvfrom, SYS_sendmsg,     SYS_sendmmsg,
                                 SYS_sendto,  SYS_poll,     SYS_ppoll,    SYS_epoll_pwait, SYS_epoll_wait};
    bool found = false;

    for (size_t i = 0; i < COUNT(calls); i++)
        found |= call == calls[i];
    return found;
}

static void leave(const char *way)
{
    bool leaps = strcmp(way, "leap") == 0;
    void *(*body)(void *) = leaps ? leave_by_leap : *way == 'c' ? be_cancelled : be_cancelled_anywhere;
    pthread_t thread;

    kind->make();
    thread_id = 0;
    NEED(-pthread_create(&thread, NULL, body, NULL));
    while (thread_id == 0 || !waits(blocked_in(thread_id)))
        sched_yield();
    NEED(leaps ? -pthread_kill(thread, SIGUSR1) : -pthread_cancel(thread));
    NEED(-pthread_join(thread, NULL));
    kind->give_back();
    wrong += kind->at_once();
}

/* ---- what it costs ---- */

static long memory(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long pages;

    NEED(file && fscanf(file, "%ld", &pages) == 1 ? 0 : -1);
    fclose(file);
    return pages;
}

static int descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    int entries = 0;

    NEED(directory ? 0 : -1);
    while (readdir(directory))
        entries++;
    closedir(directory);
    return entries;
}

static int buffers(void)
{
    static struct onload_zc_iovec all[BUFFERS];
    int taken = 0;

    while (taken < BUFFERS && onload_zc_alloc_buffers(pair.sender, &all[taken], 1, 0) == 0)
        taken++;
    for (int i = 0; i < taken; i++)
        NEED(release_buffer(pair.sender, all[i]));
    return taken;
}

static void leave_often(const char *way, int times)
{
    for (int i = 0; i < times; i++)
        leave(way);
}

int main(int argc, char **argv)
{
    struct sigaction action = {.sa_handler = leap};

    NEED(argc == 3 ? 0 : -1);
    while (strcmp(kind->name, argv[1]) != 0)
        kind++;
    NEED(sigaction(SIGUSR1, &action, NULL));
    kind->open();
    leave_often(argv[2], WARM_UP);
    int buffers_before = buffers();
    int descriptors_before = descriptors();
    long memory_before = memory();
    leave_often(argv[2], ROUNDS);
    fact("wrong %d", wrong);
    fact("pages grown %ld", memory() - memory_before);
    fact("descriptors %d", descriptors() - descriptors_before);
    fact("buffers lost %d", buffers_before - buffers());
    return 0;
}
