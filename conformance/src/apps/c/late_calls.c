// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: late_calls FIRST LIBRARY LAST. Opens all three and leaves them to the end of the process. FIRST and LAST use LIBRARY
 * from their destructors, one of which runs after its own, and a thread uses it all the time.
 */
#include "app.h"
#include <dlfcn.h>
#include <onload/extensions.h>
#include <onload/extensions_zc.h>
#include <pthread.h>
#include <stdatomic.h>

#define ROUNDS 1000

static __typeof__(&onload_zc_alloc_buffers) allocate;
static __typeof__(&onload_zc_release_buffers) release_buffers;
static __typeof__(&onload_zc_recv) receive;
static struct pair pair;
static struct onload_zc_iovec kept[2];
static int used;
static atomic_int rounds;

static enum onload_zc_callback_rc end_receive(struct onload_zc_recv_args *arguments, int flags)
{
    (void)arguments;
    (void)flags;
    return ONLOAD_ZC_TERMINATE;
}

static void *go_on(void *unused)
{
    struct onload_zc_recv_args arguments = {.cb = end_receive};
    struct onload_zc_iovec buffer;

    while (!unused) {
        NEED(allocate(pair.receiver, &buffer, 1, ONLOAD_ZC_BUFFER_HDR_UDP));
        memset(buffer.iov_base, 0x5a, buffer.iov_len);
        NEED(release_buffers(pair.receiver, &buffer.buf, 1));
        NEED(send(pair.sender, "data", 4, 0));
        NEED(receive(pair.receiver, &arguments));
        rounds++;
    }
    return NULL;
}

/* A buffer that was kept is still there, and the thread goes on. */
static void use_late(void)
{
    int before = rounds;

    NEED(strcmp(kept[used].iov_base, "kept") == 0 ? 0 : -1);
    NEED(release_buffers(pair.receiver, &kept[used].buf, 1));
    while (rounds < before + ROUNDS)
        sched_yield();
    fact("destructor %d", ++used);
}

static void open_user(const char *path)
{
    void *user = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    NEED(user ? 0 : -1);
    void (**late_use)(void) = dlsym(user, "late_use");
    *late_use = use_late;
}

int main(int argc, char **argv)
{
    NEED(argc == 4 ? 0 : -1);
    open_user(argv[1]);
    void *library = dlopen(argv[2], RTLD_NOW | RTLD_LOCAL);
    NEED(library ? 0 : -1);
    open_user(argv[3]);

    allocate = dlsym(library, "onload_zc_alloc_buffers");
    release_buffers = dlsym(library, "onload_zc_release_buffers");
    receive = dlsym(library, "onload_zc_recv");
    pair = open_udp_pair("ipv4");
    NEED(allocate(pair.receiver, kept, 2, ONLOAD_ZC_BUFFER_HDR_UDP));
    for (int i = 0; i < 2; i++)
        strcpy(kept[i].iov_base, "kept");
    pthread_t thread;
    NEED(pthread_create(&thread, NULL, go_on, NULL));
    return 0;
}
