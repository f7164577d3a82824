// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: zero_copy_wait HOW. Zero-copy sends that find no room, on a connection that nobody reads from: a thread raises
 * signals, once the call waits, or reads at last. HOW: empty, or dirty, where ordinary sends have filled the connection.
 */
#include "blocking.h"
#include "stream.h"
#include "zero_copy.h"
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/time.h>

#define COUNT_OF_BUFFERS 120

static struct stream stream;
static bool is_dirty;
static pthread_t main_thread;
static pid_t main_id;
static atomic_int handled;
static atomic_bool returned;

static void on_signal(int signal)
{
    (void)signal;
    handled++;
}

static void handle(int flags)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};

    handled = 0;
    NEED(sigaction(SIGUSR1, &action, NULL));
}

static bool waits(long call)
{
    return call == SYS_sendmsg || call == SYS_sendmmsg || call == SYS_sendto || call == SYS_ppoll || call == SYS_poll;
}

/* Until it waits, or has returned in spite of what is expected of it. */
static void until_blocked(void)
{
    while (!waits(blocked_in(main_id)) && !returned)
        sched_yield();
}

/* Again and again: a signal that comes between two waits of one call interrupts nothing. */
static void *interrupt(void *unused)
{
    while (!returned) {
        if (waits(blocked_in(main_id)))
            NEED(-pthread_kill(main_thread, SIGUSR1));
        sched_yield();
    }
    return unused;
}

/* A signal, and data is only read when the call waits again. */
static void *interrupt_and_read(void *unused)
{
    until_blocked();
    NEED(-pthread_kill(main_thread, SIGUSR1));
    while (handled == 0 && !returned)
        sched_yield();
    until_blocked();
    while (!returned)
        receive_some(&stream, MOST_AT_ONCE, MSG_DONTWAIT);
    return unused;
}

static void fill_plainly(void)
{
    while (send_plainly(&stream, 1000, MSG_DONTWAIT) > 0)
        ;
}

static struct onload_zc_iovec buffers[COUNT_OF_BUFFERS];
static uint64_t asked;

/* New buffers with the stream's next bytes. */
static void prepare_buffers(int count)
{
    asked = 0;
    NEED(onload_zc_alloc_buffers(stream.pair.sender, buffers, count, ONLOAD_ZC_BUFFER_HDR_TCP));
    for (int i = 0; i < count; i++) {
        fill_bytes(buffers[i].iov_base, buffers[i].iov_len, stream.sent + asked);
        asked += buffers[i].iov_len;
    }
}

/* What rc was: none, an error, all, or so many whole buffers. */
static int send_and_tell(const char *what, int count, int flags)
{
    int rc = zero_copy_send(stream.pair.sender, buffers, count, flags);
    int whole = 0;
    int left = rc;

    while (whole < count && left >= (int)buffers[whole].iov_len)
        left -= buffers[whole++].iov_len;
    if (rc < 0)
        fact("%s: %s", what, strerrorname_np(-rc));
    else
        fact("%s: %s%s", what, whole == count ? "all" : whole == 0 ? "none" : "some", left ? ", cut" : "");
    stream.sent += rc > 0 ? rc : 0;
    if (whole < count)
        NEED(onload_zc_release_buffers(stream.pair.sender, &buffers[whole].buf, 1));
    return rc;
}

/* Until nothing more is taken without waiting. */
static void fill(void)
{
    int rc;

    do {
        prepare_buffers(1);
        rc = zero_copy_send(stream.pair.sender, buffers, 1, ONLOAD_MSG_DONTWAIT);
        stream.sent += rc > 0 ? rc : 0;
    } while (rc > 0);
    NEED(onload_zc_release_buffers(stream.pair.sender, &buffers[0].buf, 1));
    fact("full: %s", strerrorname_np(-rc));
    if (is_dirty)
        fill_plainly();
}

static void while_thread(const char *what, void *(*body)(void *), int count)
{
    pthread_t thread;

    prepare_buffers(count);
    returned = false;
    NEED(-pthread_create(&thread, NULL, body, &asked));
    send_and_tell(what, count, 0);
    returned = true;
    NEED(-pthread_join(thread, NULL));
    fact("handled: %s", handled > 0 ? "yes" : "no");
}

static void set_time_limit(int milliseconds)
{
    struct timeval limit = {milliseconds / 1000, milliseconds % 1000 * 1000};

    NEED(setsockopt(stream.pair.sender, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)));
}

static void open_small(void)
{
    stream = open_stream("ipv4", (struct stream_kind){.send_room = 20000, .receive_room = 20000});
    if (is_dirty)
        fill_plainly();
}

static void end(void)
{
    NEED(shutdown(stream.pair.sender, SHUT_WR));
    receive_rest(&stream);
    fact("whole: %s", stream.received == stream.sent && stream.wrong == 0 ? "yes" : "no");
    close_pair(stream.pair);
}

int main(int argc, char **argv)
{
    is_dirty = strcmp(argv[argc - 1], "dirty") == 0;
    main_thread = pthread_self();
    main_id = gettid();
    open_small();
    handle(0);
    while_thread("interrupted while some went", interrupt, COUNT_OF_BUFFERS);
    fill();
    handle(0);
    while_thread("interrupted", interrupt, 3);
    fill();
    handle(SA_RESTART);
    if (!is_dirty)
        while_thread("restarted and read", interrupt_and_read, 3);
    end();
    open_small();
    set_time_limit(50);
    prepare_buffers(COUNT_OF_BUFFERS);
    send_and_tell("timed out while some went", COUNT_OF_BUFFERS, 0);
    fill();
    prepare_buffers(3);
    send_and_tell("timed out", 3, 0);
    prepare_buffers(3);
    send_and_tell("not waited", 3, ONLOAD_MSG_DONTWAIT);
    end();
    return 0;
}
