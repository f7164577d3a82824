// SPDX-License-Identifier: GPL-2.0-only
/* Usage: interrupted CALL FORM:FLAGS PROTOCOL FAMILY. Signals that find the main thread blocked in a blocking call. */
#include "asking.h"
#include "blocking.h"
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/time.h>

static const struct blocking_call *call;
static struct pair pair;
static struct message message;
static pthread_t main_thread;
static pid_t main_id;
static atomic_int handled;
static sigjmp_buf way_out;

static void on_signal(int signal)
{
    (void)signal;
    handled++;
}

static void leap(int signal)
{
    (void)signal;
    siglongjmp(way_out, 1);
}

static void handle_with(void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    handled = 0;
    NEED(sigaction(SIGUSR1, &action, NULL));
}

static void *interrupt(void *unused)
{
    wait_until_blocked(main_id, call);
    NEED(-pthread_kill(main_thread, SIGUSR1));
    return unused;
}

/* The data must only come when the call was restarted, or it would not have been interrupted. */
static void *interrupt_and_send(void *unused)
{
    interrupt(unused);
    while (handled == 0)
        sched_yield();
    wait_until_blocked(main_id, call);
    call->feed(pair);
    return unused;
}

static pthread_t start(void *(*body)(void *))
{
    pthread_t thread;

    NEED(-pthread_create(&thread, NULL, body, NULL));
    return thread;
}

static void receive(const char *what)
{
    prepare(&message);
    ANSWER(what, call->block(pair.receiver, &message));
}

static void is_interrupted(void)
{
    pthread_t thread = start(interrupt);

    handle_with(on_signal, 0);
    receive("interrupted");
    NEED(-pthread_join(thread, NULL));
    fact("handled %d", handled);
}

static void is_restarted(void)
{
    pthread_t thread = start(interrupt_and_send);

    handle_with(on_signal, SA_RESTART);
    receive("restarted");
    NEED(-pthread_join(thread, NULL));
    fact("handled %d, data %.4s", handled, message.data);
}

static void is_left(void)
{
    pthread_t thread = start(interrupt);

    handle_with(leap, 0);
    if (sigsetjmp(way_out, 1) == 0)
        receive("not left");
    NEED(-pthread_join(thread, NULL));
    call->feed(pair);
    receive("after the leap");
    fact("data %.4s", message.data);
}

static void times_out(void)
{
    struct timeval limit = {.tv_usec = 10000};

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    receive("timed out");
}

int main(int argc, char **argv)
{
    call = find_call(argv[1]);
    main_thread = pthread_self();
    main_id = gettid();
    pair = open_for(call, argv[argc - 2], argv[argc - 1]);
    /* Bare, nothing is asked for in a form of Onload's. */
    ask(pair.receiver, argv[2]);
    handle_with(on_signal, 0);
    is_interrupted();
    is_restarted();
    is_left();
    times_out();
    return 0;
}
