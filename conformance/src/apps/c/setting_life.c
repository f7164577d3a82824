// SPDX-License-Identifier: GPL-2.0-only
/* Whose the settings of stacks are, how long, and how texts are handed over. */
#include "app.h"
#include "onload.h"
#include <pthread.h>
#include <sys/wait.h>

#define NUMBER "EF_TCP_RCVBUF"
#define TEXT "EF_SCALABLE_FILTERS"

static void show(const char *when)
{
    int64_t number = -1;
    char text[300] = "?";
    size_t length = sizeof(text);
    int numbered = ONLOAD(onload_stack_opt_get_int)(NUMBER, &number);
    int told = ONLOAD(onload_stack_opt_get_str)(TEXT, text, &length);

    fact("%s: %d %ld, %d <%s> %zu", when, numbered, (long)number, told, text, length);
}

static void set(int64_t number, const char *text)
{
    NEED(ONLOAD(onload_stack_opt_set_int)(NUMBER, number));
    NEED(ONLOAD(onload_stack_opt_set_str)(TEXT, text));
}

static void *another_thread(void *unused)
{
    show("another thread");
    set(2, "two");
    show("another thread, set");
    return unused;
}

static void of_threads(void)
{
    pthread_t thread;

    show("at first");
    set(1, "one");
    show("set");
    NEED(-pthread_create(&thread, NULL, another_thread, NULL));
    NEED(-pthread_join(thread, NULL));
    show("after another thread");
    pid_t child = NEED(fork());
    if (child == 0) {
        show("in a child");
        set(3, "three");
        _exit(0);
    }
    NEED(waitpid(child, NULL, 0));
    show("after a child");
    fact("reset: %d", ONLOAD(onload_stack_opt_reset)());
    show("after a reset");
    fact("reset: %d", ONLOAD(onload_stack_opt_reset)());
    setenv("EF_TCP_RCVBUF", "77", 1);
    show("environment changed");
}

static void of_texts(void)
{
    char longest[256], longer[257], room[8] = "-------";
    size_t length;

    memset(longest, 'x', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    memset(longer, 'x', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    fact("255 characters: %d", ONLOAD(onload_stack_opt_set_str)(TEXT, longest));
    fact("256 characters: %d", ONLOAD(onload_stack_opt_set_str)(TEXT, longer));
    NEED(ONLOAD(onload_stack_opt_set_str)(TEXT, "seven c"));
    for (length = 0; length < 10; length += 7) {
        size_t needed = length;
        int result = ONLOAD(onload_stack_opt_get_str)(TEXT, room, &needed);
        fact("room for %zu: %d %zu <%s>", length, result, needed, room);
    }
    length = 8;
    fact("room for 8: %d %zu", ONLOAD(onload_stack_opt_get_str)(TEXT, room, &length), length);
    fact("got <%s>", room);
}

static void of_nonsense(void)
{
    static const char *const names[] = {"EF_NAME", "EF_POLL_USEC", "EF_TCP", "ef_tcp_rcvbuf", "EF_TCP_RCVBU",
                                        "EF_TCP_RCVBUFF", "", "TCP_RCVBUF", TEXT};
    int64_t number = 5;
    char text[4] = "abc";
    size_t length = sizeof(text);

    for (size_t i = 0; i < COUNT(names); i++)
        fact("number of <%s>: %d %d", names[i], ONLOAD(onload_stack_opt_set_int)(names[i], 0),
             ONLOAD(onload_stack_opt_get_int)(names[i], &number));
    fact("text of a number: %d %d", ONLOAD(onload_stack_opt_set_str)(NUMBER, "1"),
         ONLOAD(onload_stack_opt_get_str)(NUMBER, text, &length));
    fact("untouched: %s", number == 5 && strcmp(text, "abc") == 0 && length == sizeof(text) ? "yes" : "no");
}

int main(void)
{
    of_threads();
    of_texts();
    of_nonsense();
    return 0;
}
