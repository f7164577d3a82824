// SPDX-License-Identifier: GPL-2.0-only
/* Which calls of a thread may spin. Arguments: TYPE=VALUE sets, what is left of the mask is printed after each. */
#include "app.h"
#include "onload.h"
#include <pthread.h>

static void show(const char *what, int result)
{
    unsigned mask = 0x5a5a5a5a;
    int got = ONLOAD(onload_thread_get_spin)(&mask);

    fact("%s: %d, %d %#x", what, result, got, mask);
}

static void *in_thread(void *unused)
{
    show("thread", 0);
    ONLOAD(onload_thread_set_spin)(ONLOAD_SPIN_PIPE_SEND, 1);
    return unused;
}

int main(int argc, char **argv)
{
    pthread_t thread;

    show("at first", 0);
    for (int i = 1; i < argc; i++) {
        int type, value;
        NEED(sscanf(argv[i], "%d=%d", &type, &value) == 2 ? 0 : -1);
        show(argv[i], ONLOAD(onload_thread_set_spin)(type, value));
    }
    NEED(-pthread_create(&thread, NULL, in_thread, NULL));
    NEED(-pthread_join(thread, NULL));
    show("at last", 0);
    return 0;
}
