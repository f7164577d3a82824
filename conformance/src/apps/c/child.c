// SPDX-License-Identifier: GPL-2.0-only
/* Usage: child HOW. The calls made by a child process; its answers come back through shared memory. */
#include "every_call.h"
#include <sys/mman.h>
#include <sys/wait.h>

static struct answers *answers;

static void make_calls(void)
{
    every_call(answers);
}

static void wait_for(pid_t child)
{
    int status;

    NEED(waitpid(child, &status, 0));
    fact("child ended with %#x", status);
}

static void forked(void)
{
    pid_t child = NEED(fork());

    if (child == 0) {
        make_calls();
        _exit(0);
    }
    wait_for(child);
}

static void forked_in_use(void)
{
    make_calls();
    answers->count = 0;
    forked();
}

static void vforked(void)
{
    pid_t child = vfork();

    if (child == 0) {
        make_calls();
        _exit(0);
    }
    wait_for(NEED(child));
}

static void closed_descriptors(void)
{
    pid_t child = NEED(fork());

    if (child == 0) {
        NEED(close_range(0, UINT32_MAX, 0));
        make_calls();
        _exit(0);
    }
    wait_for(child);
}

static const struct {
    const char *name;
    void (*run)(void);
} children[] = {
    {"fork", forked},
    {"fork-in-use", forked_in_use},
    {"vfork", vforked},
    {"closed-descriptors", closed_descriptors},
};

int main(int argc, char **argv)
{
    answers = mmap(NULL, sizeof(*answers), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (size_t i = 0; i < COUNT(children); i++)
        if (strcmp(argv[argc - 1], children[i].name) == 0)
            children[i].run();
    print_answers(answers);
    return 0;
}
