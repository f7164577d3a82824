// SPDX-License-Identifier: GPL-2.0-only
/*
 * Callbacks that leave onload_zc_recv() without returning, more often than there are lanes and buffers. Usage: zc_left
 * SCENARIO.
 */
#include "topics.h"
#include "zc_receive.h"
#include <pthread.h>
#include <setjmp.h>

#define TIMES 3000
#define THREADS 8

/* Long enough for a callback to be trusted with batches. */
#define MANY 20000

static _Thread_local jmp_buf way_out;
static _Thread_local int wrong;

static enum onload_zc_callback_rc leap(struct onload_zc_recv_args *arguments, int flags)
{
    (void)arguments;
    (void)flags;
    longjmp(way_out, 1);
}

static enum onload_zc_callback_rc count(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    call_of(arguments)->shown++;
    return ONLOAD_ZC_CONTINUE;
}

/* From another depth of the stack each time. */
static int receive_below(int depth, int fd, struct call *call, onload_zc_recv_callback callback)
{
    volatile char room[200];

    room[0] = (char)depth;
    int status = depth > 0 ? receive_below(depth - 1, fd, call, callback) : receive_zero_copy(fd, call, callback, 0);
    return status + room[0] - (char)depth;
}

static void leap_and_receive(struct pair pair, int times)
{
    struct call call;

    for (volatile int i = 0; i < times; i++) {
        NEED(send(pair.sender, "data", 4, 0));
        if (setjmp(way_out) == 0) {
            receive_below(i % 7, pair.receiver, &call, leap);
            wrong++;
        }
    }
    NEED(send(pair.sender, "data", 4, 0));
    int status = receive_zero_copy(pair.receiver, &call, count, 0);
    fact("then %d, shown %d, wrong %d", status, call.shown, wrong);
}

static void datagrams(void)
{
    leap_and_receive(open_udp_pair("ipv4"), TIMES);
}

static void streams(void)
{
    leap_and_receive(open_tcp_pair("ipv4"), TIMES);
}

/* ---- both of two calls, one in the other's callback ---- */

static struct pair inner;

static enum onload_zc_callback_rc receive_inner(struct onload_zc_recv_args *arguments, int flags)
{
    struct call call;

    (void)arguments;
    NEED(send(inner.sender, "data", 4, 0));
    receive_zero_copy(inner.receiver, &call, count, 0);
    wrong += call.shown != 1;
    NEED(send(inner.sender, "data", 4, 0));
    receive_zero_copy(inner.receiver, &call, leap, 0);
    return flags;
}

static void nested(void)
{
    struct pair outer = open_udp_pair("ipv4");
    struct call call;

    inner = open_udp_pair("ipv4");
    for (volatile int i = 0; i < TIMES; i++) {
        NEED(send(outer.sender, "data", 4, 0));
        if (setjmp(way_out) == 0)
            receive_zero_copy(outer.receiver, &call, receive_inner, 0);
    }
    leap_and_receive(outer, 1);
}

/* ---- a callback that goes on for long, and leaves amid a batch ---- */

static uint64_t next_number;
static int leap_after;

static enum onload_zc_callback_rc in_order(struct onload_zc_recv_args *arguments, int flags)
{
    uint64_t number;

    (void)flags;
    memcpy(&number, arguments->msg.iov->iov_base, sizeof(number));
    wrong += number != next_number++;
    call_of(arguments)->shown++;
    if (--leap_after == 0)
        longjmp(way_out, 1);
    return ONLOAD_ZC_CONTINUE;
}

static void send_numbers(struct pair pair, int count)
{
    for (int i = 0; i < count; i++) {
        uint64_t number = next_number + i;
        NEED(send(pair.sender, &number, sizeof(number), 0));
    }
}

static void leave_batch(int after)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;

    next_number = 0;
    leap_after = 0;
    for (int i = 0; i < MANY / 100; i++) {
        send_numbers(pair, 100);
        receive_zero_copy(pair.receiver, &call, in_order, ONLOAD_MSG_DONTWAIT);
    }
    send_numbers(pair, 100);
    leap_after = after;
    if (setjmp(way_out) == 0)
        receive_zero_copy(pair.receiver, &call, in_order, ONLOAD_MSG_DONTWAIT);
    int status = receive_zero_copy(pair.receiver, &call, in_order, ONLOAD_MSG_DONTWAIT);
    fact("left after %d: then %d, shown %d, wrong %d", after, status, call.shown, wrong);
    close_pair(pair);
}

static void batches(void)
{
    leave_batch(1);
    leave_batch(31);
    leave_batch(32);
    leave_batch(33);
    leave_batch(70);
    leave_batch(100);
}

/* ---- threads that end in a callback ---- */

static struct pair shared;

static enum onload_zc_callback_rc end_thread(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    if (call_of(arguments)->shown++ == 0)
        NEED(-pthread_cancel(pthread_self()));
    pthread_testcancel();
    wrong++;
    return ONLOAD_ZC_TERMINATE;
}

static void *receive_to_the_end(void *unused)
{
    struct call call;

    receive_zero_copy(shared.receiver, &call, end_thread, 0);
    wrong++;
    return unused;
}

static void threads(void)
{
    pthread_t all[THREADS];

    shared = open_udp_pair("ipv4");
    for (int i = 0; i < TIMES / THREADS; i++) {
        for (int k = 0; k < THREADS; k++)
            NEED(-pthread_create(&all[k], NULL, receive_to_the_end, NULL));
        for (int k = 0; k < THREADS; k++)
            NEED(send(shared.sender, "data", 4, 0));
        for (int k = 0; k < THREADS; k++)
            NEED(-pthread_join(all[k], NULL));
    }
    leap_and_receive(shared, 1);
}

/* ---- many threads, each leaving calls on its own socket ---- */

static void leave_own(struct pair pair)
{
    struct call call;

    for (volatile int i = 0; i < TIMES / THREADS; i++) {
        NEED(send(pair.sender, "data", 4, 0));
        if (setjmp(way_out) == 0) {
            receive_below(i % 7, pair.receiver, &call, leap);
            wrong++;
        }
    }
    NEED(send(pair.sender, "data", 4, 0));
    receive_zero_copy(pair.receiver, &call, count, 0);
    NEED(call.shown == 1 && wrong == 0 ? 0 : -1);
}

static void *open_and_leave(void *number)
{
    leave_own((uintptr_t)number % 2 ? open_udp_pair("ipv4") : open_tcp_pair("ipv4"));
    return NULL;
}

static void at_once(void)
{
    pthread_t all[THREADS];

    for (uintptr_t i = 0; i < THREADS; i++)
        NEED(-pthread_create(&all[i], NULL, open_and_leave, (void *)i));
    for (int i = 0; i < THREADS; i++)
        NEED(-pthread_join(all[i], NULL));
    fact("done");
}

int main(int, char **argv)
{
    static const struct topic scenarios[] = {
        {"datagrams", datagrams}, {"streams", streams}, {"nested", nested},
        {"batches", batches},     {"threads", threads}, {"at-once", at_once},
    };

    tell_topic(scenarios, COUNT(scenarios), argv[1]);
    return 0;
}
