// SPDX-License-Identifier: GPL-2.0-only
/* Usage: context WHERE. The application's very first calls, made in an unusual place. */
#include "blocking.h"
#include "every_call.h"
#include "pages.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <ucontext.h>

#define SMALL_STACK 16384
#define RACERS 4

static struct answers answers;
static atomic_bool is_handled;

static void make_calls(void)
{
    every_call(&answers);
}

static void call_and_print(void)
{
    make_calls();
    print_answers(&answers);
}

static void on_signal(int signal)
{
    (void)signal;
    make_calls();
    is_handled = true;
}

static void *in_thread(void *unused)
{
    make_calls();
    return unused;
}

static void thread_of(const pthread_attr_t *attributes)
{
    pthread_t thread;

    NEED(-pthread_create(&thread, attributes, in_thread, NULL));
    NEED(-pthread_join(thread, NULL));
}

static void thread(void)
{
    thread_of(NULL);
}

static void small_thread(void)
{
    pthread_attr_t attributes;

    pthread_attr_init(&attributes);
    NEED(-pthread_attr_setstacksize(&attributes, SMALL_STACK));
    thread_of(&attributes);
}

/* All at once, so that the first use is made by several; what one of them got is printed, if all got the same. */
static void *in_race(void *start)
{
    struct answers *own = calloc(1, sizeof(*own));

    pthread_barrier_wait(start);
    every_call(own);
    return own;
}

static void race(void)
{
    pthread_t threads[RACERS];
    pthread_barrier_t start;
    struct answers *own;

    NEED(-pthread_barrier_init(&start, NULL, RACERS));
    for (int i = 0; i < RACERS; i++)
        NEED(-pthread_create(&threads[i], NULL, in_race, &start));
    for (int i = 0; i < RACERS; i++) {
        NEED(-pthread_join(threads[i], (void **)&own));
        NEED(i == 0 || memcmp(own, &answers, sizeof(answers)) == 0 ? 0 : -1);
        answers = *own;
    }
}

static void handle_on(void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    NEED(sigaction(SIGUSR1, &action, NULL));
}

static void handler(void)
{
    handle_on(on_signal, 0);
    NEED(raise(SIGUSR1));
}

static pthread_t receiver;
static pid_t receiver_id;
static struct pair pair;

static void *interrupt(void *unused)
{
    wait_until_blocked(receiver_id, find_call("recvmsg"));
    NEED(-pthread_kill(receiver, SIGUSR1));
    while (!is_handled)
        sched_yield();
    NEED(send(pair.sender, "data", 4, 0));
    return unused;
}

/* The handler's calls must not disturb the one that they interrupt. */
static void handler_inside_call(void)
{
    struct message message;
    pthread_t thread;

    prepare(&message);
    pair = open_pair("udp", "ipv4");
    receiver = pthread_self();
    receiver_id = gettid();
    handle_on(on_signal, SA_RESTART);
    NEED(-pthread_create(&thread, NULL, interrupt, NULL));
    ANSWER("interrupted recvmsg", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    NEED(-pthread_join(thread, NULL));
}

/* A stack of size bytes; what lies below it traps. */
static char *guarded_stack(size_t size)
{
    char *guard = mmap(NULL, PAGE + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    NEED(guard == MAP_FAILED ? -1 : 0);
    NEED(mprotect(guard, PAGE, PROT_NONE));
    return guard + PAGE;
}

/* What the kernel pushes for a signal grows with the processor, so it comes on top. */
static void alternate_stack(void)
{
    size_t size = (SMALL_STACK + sysconf(_SC_MINSIGSTKSZ) + PAGE - 1) / PAGE * PAGE;
    stack_t stack = {.ss_sp = guarded_stack(size), .ss_size = size};

    NEED(sigaltstack(&stack, NULL));
    handle_on(on_signal, SA_ONSTACK);
    NEED(raise(SIGUSR1));
}

static void coroutine(void)
{
    ucontext_t inside, outside;

    NEED(getcontext(&inside));
    inside.uc_stack.ss_sp = guarded_stack(SMALL_STACK);
    inside.uc_stack.ss_size = SMALL_STACK;
    inside.uc_link = &outside;
    makecontext(&inside, make_calls, 0);
    NEED(swapcontext(&outside, &inside));
}

static void exit_handler(void)
{
    NEED(-atexit(call_and_print));
}

static bool in_destructor;

static void destructor(void)
{
    in_destructor = true;
}

__attribute__((destructor)) static void after_main(void)
{
    if (in_destructor)
        call_and_print();
}

static const struct {
    const char *name;
    void (*enter)(void);
} contexts[] = {
    {"main", make_calls},
    {"thread", thread},
    {"race", race},
    {"small-thread", small_thread},
    {"signal-handler", handler},
    {"handler-inside-call", handler_inside_call},
    {"alternate-stack", alternate_stack},
    {"coroutine", coroutine},
    {"exit-handler", exit_handler},
    {"destructor", destructor},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; i < COUNT(contexts); i++)
        if (strcmp(argv[argc - 1], contexts[i].name) == 0)
            contexts[i].enter();
    print_answers(&answers);
    return 0;
}
