// SPDX-License-Identifier: GPL-2.0-only
/* Usage: cancelled CALL FORM:FLAGS PROTOCOL FAMILY. Threads cancelled in, before and across a blocking call. */
#include "asking.h"
#include "blocking.h"
#include <pthread.h>
#include <stdatomic.h>

static const struct blocking_call *call;
static struct pair pair;
static struct message message;
static atomic_int thread_id;
static bool cleaned_up;
static int flags;
static int option_calls;

static void clean_up(void *unused)
{
    (void)unused;
    cleaned_up = true;
}

static void receive(void)
{
    prepare(&message);
    fact("received %zd", call->block(pair.receiver, &message));
}

static void *blocked(void *unused)
{
    pthread_cleanup_push(clean_up, NULL);
    thread_id = gettid();
    receive();
    pthread_cleanup_pop(0);
    return unused;
}

static void *blocked_asynchronous(void *unused)
{
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    return blocked(unused);
}

static void *blocked_uncancellable(void *unused)
{
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
    thread_id = gettid();
    receive();
    pthread_cleanup_push(clean_up, NULL);
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    pthread_testcancel();
    pthread_cleanup_pop(0);
    return unused;
}

/* The socket options are no cancellation points, but printing is: the first point met is the blocking call. */
static void *cancelled_before(void *unused)
{
    socklen_t length = sizeof(flags);

    pthread_cancel(pthread_self());
    option_calls = 0;
    option_calls += getsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, &length) == 0;
    option_calls += setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)) == 0;
    return blocked(unused);
}

static pthread_t start(const char *what, void *(*body)(void *))
{
    pthread_t thread;

    fact("%s", what);
    cleaned_up = false;
    thread_id = 0;
    NEED(-pthread_create(&thread, NULL, body, NULL));
    return thread;
}

static void end(pthread_t thread)
{
    void *result;

    NEED(-pthread_join(thread, &result));
    fact("%s, %s", result == PTHREAD_CANCELED ? "cancelled" : "returned", cleaned_up ? "cleaned up" : "not cleaned up");
}

static void wait_until_inside(void)
{
    while (thread_id == 0)
        sched_yield();
    wait_until_blocked(thread_id, call);
}

static void cancel_inside(const char *what, void *(*body)(void *))
{
    pthread_t thread = start(what, body);

    wait_until_inside();
    NEED(-pthread_cancel(thread));
    end(thread);
}

static void cancel_in_vain(void)
{
    pthread_t thread = start("uncancellable", blocked_uncancellable);

    wait_until_inside();
    NEED(-pthread_cancel(thread));
    call->feed(pair);
    end(thread);
}

static void cancel_before(void)
{
    call->feed(pair);
    await(pair.receiver, POLLIN);
    end(start("before", cancelled_before));
    fact("option calls %d", option_calls);
    receive();
}

int main(int argc, char **argv)
{
    call = find_call(argv[1]);
    pair = open_for(call, argv[argc - 2], argv[argc - 1]);
    /* Bare, nothing is asked for in a form of Onload's. */
    ask(pair.receiver, argv[2]);
    cancel_inside("inside", blocked);
    cancel_inside("inside, asynchronous", blocked_asynchronous);
    cancel_in_vain();
    cancel_before();
    return 0;
}
