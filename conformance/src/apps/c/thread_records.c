// SPDX-License-Identifier: GPL-2.0-only
/* What threads set for themselves takes no memory when they are over, however many there were. */
#include "app.h"
#include "onload.h"
#include <pthread.h>

static void *set_something(void *number)
{
    char name[17];

    snprintf(name, sizeof(name), "thread%ld", (long)number);
    NEED(onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, name));
    NEED(onload_stackname_save());
    NEED(onload_thread_set_spin(ONLOAD_SPIN_ALL, 1));
    NEED(onload_stack_opt_set_int("EF_TCP_RCVBUF", (long)number));
    return NULL;
}

static void start_threads(long count, long at_once)
{
    pthread_t threads[at_once];

    for (long i = 0; i < count; i += at_once) {
        for (long k = 0; k < at_once; k++)
            NEED(-pthread_create(&threads[k], NULL, set_something, (void *)(i + k)));
        for (long k = 0; k < at_once; k++)
            NEED(-pthread_join(threads[k], NULL));
    }
}

static long mapped_pages(void)
{
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");

    NEED(fscanf(statm, "%ld", &pages) == 1 ? 0 : -1);
    fclose(statm);
    return pages;
}

int main(void)
{
    start_threads(512, 8);
    long before = mapped_pages();
    start_threads(4096, 8);
    fact("grown by %ld", mapped_pages() - before);
    return 0;
}
