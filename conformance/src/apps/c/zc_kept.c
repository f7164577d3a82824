// SPDX-License-Identifier: GPL-2.0-only
/*
 * Buffers that outlive the callback, a scenario at a time. Usage: zc_kept SCENARIO. EF_MAX_PACKETS is to be 1024 where
 * buffers run out.
 */
#include "zc_receive.h"
#include <pthread.h>
#include <sys/wait.h>

#define MOST 2048

static onload_zc_handle handles[MOST];
static unsigned char *data_of[MOST];
static size_t kept;

static enum onload_zc_callback_rc keep(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    handles[kept] = arguments->msg.iov[0].buf;
    data_of[kept++] = arguments->msg.iov[0].iov_base;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_KEEP;
}

static enum onload_zc_callback_rc remember(struct onload_zc_recv_args *arguments, int flags)
{
    keep(arguments, flags);
    kept--;
    return ONLOAD_ZC_CONTINUE;
}

static void send_number(struct pair pair, uint64_t number)
{
    unsigned char data[64];

    fill(data, sizeof(data), number);
    NEED(send(pair.sender, data, sizeof(data), 0));
}

static int count_wrong(void)
{
    int wrong = 0;

    for (size_t i = 0; i < kept; i++)
        wrong += !holds(data_of[i], 64, i);
    return wrong;
}

/* Whatever is received later, and when the socket is gone. */
static void outlives(void)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;

    for (int i = 0; i < 100; i++)
        send_number(pair, i);
    ANSWER("receive", receive_zero_copy(pair.receiver, &call, keep, 0));
    for (int i = 100; i < 200; i++)
        send_number(pair, i);
    ANSWER("receive", receive_zero_copy(pair.receiver, &call, remember, 0));
    close_pair(pair);
    fact("kept %zu, wrong %d", kept, count_wrong());
    int other = open_socket("tcp", "ipv4");
    ANSWER("release", onload_zc_release_buffers(other, handles, kept));
    ANSWER("release again", onload_zc_release_buffers(other, handles, kept));
    ANSWER("release the first again", onload_zc_release_buffers(other, handles, 1));
}

/* What was not kept, what never was a handle, one of them among good ones, and one twice. */
static void refused(void)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;
    char own[64];
    onload_zc_handle good;

    send_number(pair, 0);
    receive_zero_copy(pair.receiver, &call, remember, 0);
    ANSWER("not kept", onload_zc_release_buffers(pair.receiver, handles, 1));
    for (int i = 0; i < 4; i++)
        send_number(pair, i);
    receive_zero_copy(pair.receiver, &call, keep, 0);
    good = handles[2];
    handles[2] = (onload_zc_handle)own;
    ANSWER("memory of the application's", onload_zc_release_buffers(pair.receiver, handles, 4));
    handles[2] = NULL;
    ANSWER("null", onload_zc_release_buffers(pair.receiver, handles, 4));
    handles[2] = ONLOAD_ZC_HANDLE_NONZC;
    ANSWER("ONLOAD_ZC_HANDLE_NONZC", onload_zc_release_buffers(pair.receiver, handles, 4));
    handles[2] = (onload_zc_handle)((char *)good + 1);
    ANSWER("one beside", onload_zc_release_buffers(pair.receiver, handles, 4));
    handles[2] = (onload_zc_handle)((char *)good + 4096);
    ANSWER("a page on", onload_zc_release_buffers(pair.receiver, handles, 4));
    handles[2] = handles[3];
    ANSWER("one twice", onload_zc_release_buffers(pair.receiver, handles, 4));
    handles[2] = good;
    fact("wrong %d", count_wrong());
    ANSWER("all", onload_zc_release_buffers(pair.receiver, handles, 4));
    close_pair(pair);
}

static void *release_first(void *fd)
{
    return (void *)(long)onload_zc_release_buffers(*(int *)fd, handles, 1);
}

/* Another thread is faster with the buffer than the callback is to say that it keeps it. */
static enum onload_zc_callback_rc pass_on(struct onload_zc_recv_args *arguments, int flags)
{
    pthread_t thread;
    void *status;
    int fd = *(int *)&call_of(arguments)->name;

    handles[0] = arguments->msg.iov[0].buf;
    NEED(pthread_create(&thread, NULL, release_first, &fd));
    NEED(pthread_join(thread, &status));
    fact("released %ld, flags %#x", (long)status, flags);
    fact("again %d", onload_zc_release_buffers(fd, handles, 1));
    return ONLOAD_ZC_KEEP;
}

static void passed_on(void)
{
    struct pair pair = open_udp_pair("ipv4");
    struct onload_zc_iovec iovecs[1024];
    struct call call;

    send_number(pair, 0);
    send_number(pair, 1);
    prepare_call(&call, pass_on, 0);
    call.arguments.msg.msghdr.msg_name = NULL;
    memcpy(&call.name, &pair.receiver, sizeof(pair.receiver));
    ANSWER("receive", onload_zc_recv(pair.receiver, &call.arguments));
    ANSWER("release", onload_zc_release_buffers(pair.receiver, handles, 1));
    ANSWER("all buffers", onload_zc_alloc_buffers(pair.receiver, iovecs, 1024, ONLOAD_ZC_BUFFER_HDR_NONE));
    close_pair(pair);
}

/* Nothing is lost while there is no buffer: it waits in the kernel. */
static void exhausted(void)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;
    int status = 0;
    int sent = 0;

    while (status == 0 && sent < MOST - 20) {
        for (int i = 0; i < 20; i++)
            send_number(pair, sent++);
        status = receive_zero_copy(pair.receiver, &call, keep, ONLOAD_MSG_DONTWAIT);
    }
    fact("kept %zu, then %s", kept, strerrorname_np(-status));
    ANSWER("blocking", receive_zero_copy(pair.receiver, &call, keep, 0));
    ANSWER("release", onload_zc_release_buffers(pair.receiver, handles + 1000, kept - 1000));
    kept = 1000;
    ANSWER("receive", receive_zero_copy(pair.receiver, &call, remember, ONLOAD_MSG_DONTWAIT));
    fact("shown %d of %d", call.shown, sent - 1024);
    fact("wrong %d", count_wrong());
    ANSWER("release", onload_zc_release_buffers(pair.receiver, handles, kept));
    close_pair(pair);
}

static pthread_barrier_t all_here;

static void *receive_once(void *unused)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;

    send_number(pair, 0);
    receive_zero_copy(pair.receiver, &call, remember, 0);
    pthread_barrier_wait(&all_here);
    close_pair(pair);
    return unused;
}

/* What threads that receive nothing any more have had is there for others. */
static void idle(void)
{
    pthread_t all[30];

    NEED(-pthread_barrier_init(&all_here, NULL, COUNT(all)));
    for (size_t i = 0; i < COUNT(all); i++)
        NEED(-pthread_create(&all[i], NULL, receive_once, NULL));
    for (size_t i = 0; i < COUNT(all); i++)
        NEED(-pthread_join(all[i], NULL));
    exhausted();
}

/* Long datagrams count for as many packets as they would fill. */
static void long_ones(void)
{
    static unsigned char data[LONGEST];
    struct pair pair = open_udp_pair("ipv4");
    struct call call;
    int status = 0;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &(int){1 << 20}, sizeof(int)));
    while (status == 0 && kept < MOST) {
        NEED(send(pair.sender, data, sizeof(data), 0));
        status = receive_zero_copy(pair.receiver, &call, keep, 0);
    }
    fact("kept %s, then %s", kept * 36 >= 1024 && kept * 36 < 1024 + 72 ? "as many as fit" : "another number",
         strerrorname_np(-status));
    ANSWER("release", onload_zc_release_buffers(pair.receiver, handles, kept));
    ANSWER("receive", receive_zero_copy(pair.receiver, &call, remember, 0));
    close_pair(pair);
}

static long resident_kilobytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");

    NEED(file && fscanf(file, "%*d %ld", &pages) == 1 ? 0 : -1);
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* The memory of what was kept goes back when it is released, but for a few megabytes. */
static void memory(void)
{
    static struct onload_zc_iovec iovecs[16384];
    static onload_zc_handle all[16384];
    struct pair pair = open_udp_pair("ipv4");
    struct call call;
    unsigned char data[60000] = {1};
    long before;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &(int){1 << 20}, sizeof(int)));
    memset(iovecs, 1, sizeof(iovecs));
    memset(all, 1, sizeof(all));
    before = resident_kilobytes();
    NEED(onload_zc_alloc_buffers(pair.receiver, iovecs, 16384, ONLOAD_ZC_BUFFER_HDR_TCP));
    for (int i = 0; i < 16384; i++) {
        memset(iovecs[i].iov_base, 1, iovecs[i].iov_len);
        all[i] = iovecs[i].buf;
    }
    fact("allocated: %s", resident_kilobytes() - before > 32 << 10 ? "all there" : "missing");
    NEED(onload_zc_release_buffers(pair.receiver, all, 16384));
    long left = resident_kilobytes() - before;
    fact("released: %s", left < 8 << 10 ? "little left" : "much left");
    for (int i = 0; i < 700; i++) {
        NEED(send(pair.sender, data, sizeof(data), 0));
        NEED(receive_zero_copy(pair.receiver, &call, keep, 0));
    }
    fact("kept: %s", resident_kilobytes() - before > 40 << 10 ? "all there" : "missing");
    for (size_t i = 0; i < kept; i++)
        NEED(onload_zc_release_buffers(pair.receiver, handles + i, 1));
    left = resident_kilobytes() - before;
    fact("released: %s", left < 24 << 10 ? "little left" : "much left");
    fprintf(stderr, "%ld KiB left\n", left);
    close_pair(pair);
}

/* A child has the buffers of its parent, and its own from then on. */
static void forked(void)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;
    int status;

    for (int i = 0; i < 10; i++)
        send_number(pair, i);
    receive_zero_copy(pair.receiver, &call, keep, 0);
    pid_t child = NEED(fork());
    if (child == 0) {
        int wrong = count_wrong();
        memset(data_of[0], 0, 64);
        wrong += onload_zc_release_buffers(pair.receiver, handles, kept) != 0;
        kept = 0;
        send_number(pair, 0);
        wrong += receive_zero_copy(pair.receiver, &call, keep, 0) != 0;
        wrong += count_wrong();
        _exit(wrong);
    }
    NEED(waitpid(child, &status, 0));
    fact("child %d", WEXITSTATUS(status));
    fact("kept %zu, wrong %d", kept, count_wrong());
    ANSWER("release", onload_zc_release_buffers(pair.receiver, handles, kept));
    close_pair(pair);
}

/* ---- many threads, each with a socket of its own, releasing what others kept ---- */

#define THREADS 32
#define ROUNDS 400
#define PER_ROUND 16

struct worker {
    struct pair pair;
    int other;
    uint64_t number;
    uint64_t expected;
    int wrong;
    onload_zc_handle kept;
};

static enum onload_zc_callback_rc work(struct onload_zc_recv_args *arguments, int flags)
{
    struct worker *worker = arguments->user_ptr;

    (void)flags;
    worker->wrong += !holds(arguments->msg.iov[0].iov_base, 64, worker->expected);
    worker->wrong += arguments->msg.iov[0].iov_len != 64;
    if (worker->expected++ % 5 != 0 || worker->kept)
        return ONLOAD_ZC_CONTINUE;
    worker->kept = arguments->msg.iov[0].buf;
    return ONLOAD_ZC_KEEP;
}

static void *run_worker(void *argument)
{
    struct worker *worker = argument;
    struct call call;

    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < PER_ROUND; i++)
            send_number(worker->pair, worker->number++);
        prepare_call(&call, work, 0);
        call.arguments.user_ptr = worker;
        worker->wrong += onload_zc_recv(worker->pair.receiver, &call.arguments) != 0;
        if (worker->kept)
            worker->wrong += onload_zc_release_buffers(worker->other, &worker->kept, 1) != 0;
        worker->kept = NULL;
    }
    return NULL;
}

static void threads(void)
{
    static struct worker workers[THREADS];
    static struct onload_zc_iovec iovecs[1024];
    pthread_t ids[THREADS];
    uint64_t shown = 0;
    int wrong = 0;

    for (int i = 0; i < THREADS; i++)
        workers[i].pair = open_udp_pair("ipv4");
    for (int i = 0; i < THREADS; i++) {
        workers[i].number = workers[i].expected = (uint64_t)i << 32;
        workers[i].other = workers[(i + 1) % THREADS].pair.receiver;
        NEED(pthread_create(&ids[i], NULL, run_worker, &workers[i]));
    }
    for (int i = 0; i < THREADS; i++) {
        NEED(pthread_join(ids[i], NULL));
        shown += (uint32_t)workers[i].expected;
        wrong += workers[i].wrong;
    }
    fact("shown %lu, wrong %d", shown, wrong);
    ANSWER("all buffers", onload_zc_alloc_buffers(workers[0].pair.receiver, iovecs, 1024, ONLOAD_ZC_BUFFER_HDR_NONE));
}

/* A callback that receives from another socket, and so on. */
static struct pair chain[8];

static enum onload_zc_callback_rc receive_next(struct onload_zc_recv_args *arguments, int flags)
{
    struct pair *next = arguments->user_ptr;
    struct call call;

    (void)flags;
    unsigned char *data = arguments->msg.iov[0].iov_base;
    if (++next < chain + COUNT(chain)) {
        prepare_call(&call, receive_next, 0);
        call.arguments.user_ptr = next;
        fact("inner %d", onload_zc_recv(next->receiver, &call.arguments));
    }
    fact("level %ld %s", (long)(next - chain), holds(data, 64, next - 1 - chain) ? "right" : "wrong");
    return ONLOAD_ZC_CONTINUE;
}

static void nested(void)
{
    struct call call;

    for (size_t i = 0; i < COUNT(chain); i++) {
        chain[i] = open_udp_pair("ipv4");
        send_number(chain[i], i);
    }
    prepare_call(&call, receive_next, 0);
    call.arguments.user_ptr = chain;
    fact("outer %d", onload_zc_recv(chain[0].receiver, &call.arguments));
}

static const struct {
    const char *name;
    void (*run)(void);
} scenarios[] = {
    {"outlives", outlives},   {"refused", refused}, {"passed_on", passed_on}, {"exhausted", exhausted},
    {"long_ones", long_ones}, {"memory", memory},   {"forked", forked},       {"threads", threads},
    {"nested", nested},       {"idle", idle},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; i < COUNT(scenarios); i++)
        if (strcmp(scenarios[i].name, argv[argc - 1]) == 0)
            scenarios[i].run();
    return 0;
}
