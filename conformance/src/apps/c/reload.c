// SPDX-License-Identifier: GPL-2.0-only
/* Usage: reload LIBRARY FLAGS. Loads, uses and unloads the library over and over, and counts what stays behind. */
#include "messages.h"
#include <dirent.h>
#include <dlfcn.h>
#include <onload/extensions.h>
#include <onload/extensions_zc.h>
#include <sys/epoll.h>

#define CYCLES 200

static int entries(const char *path)
{
    DIR *directory = opendir(path);
    int count = 0;

    NEED(directory ? 0 : -1);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

static int mappings(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    int lines = 0;
    int character;

    NEED(file ? 0 : -1);
    while ((character = getc(file)) != EOF)
        lines += character == '\n';
    fclose(file);
    return lines;
}

static enum onload_zc_callback_rc count_shown(struct onload_zc_recv_args *arguments, int flags)
{
    (void)flags;
    ++*(int *)arguments->user_ptr;
    return ONLOAD_ZC_TERMINATE;
}

/* Its own memory for buffers and for what it receives, where it has any. */
static void use_buffers(void *library, struct pair pair)
{
    __typeof__(&onload_zc_alloc_buffers) allocate = dlsym(library, "onload_zc_alloc_buffers");
    __typeof__(&onload_zc_release_buffers) release = dlsym(library, "onload_zc_release_buffers");
    __typeof__(&onload_zc_recv) receive = dlsym(library, "onload_zc_recv");
    int shown = 0;
    struct onload_zc_recv_args arguments = {.cb = count_shown, .user_ptr = &shown};
    struct onload_zc_iovec buffer;

    if (allocate(pair.receiver, &buffer, 1, ONLOAD_ZC_BUFFER_HDR_UDP) != 0)
        return;
    NEED(release(pair.receiver, &buffer.buf, 1));
    NEED(send(pair.sender, "data", 4, 0));
    NEED(receive(pair.receiver, &arguments));
    NEED(shown == 1 ? 0 : -1);
}

/* And that for sets of descriptors, and what keeps the kernel stamping. */
static void use_sets(void *library, struct pair pair)
{
    __typeof__(&onload_ordered_epoll_wait) wait = dlsym(library, "onload_ordered_epoll_wait");
    int epoll = NEED(epoll_create1(0));
    struct epoll_event event = {.events = EPOLLIN};
    struct onload_ordered_epoll_event order;

    NEED(epoll_ctl(epoll, EPOLL_CTL_ADD, pair.receiver, &event));
    NEED(send(pair.sender, "data", 4, 0));
    NEED(wait(epoll, &event, &order, 1, PATIENCE_MS) == 1 ? 0 : -1);
    NEED(close(epoll));
}

static void use(void *library, struct pair pair, int flags)
{
    __typeof__(&setsockopt) set = dlsym(library, "setsockopt");
    __typeof__(&recvmsg) receive = dlsym(library, "recvmsg");
    int (*is_present)(void) = dlsym(library, "onload_is_present");
    struct message message;

    prepare(&message);
    NEED(set(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    NEED(send(pair.sender, "data", 4, 0));
    NEED(receive(pair.receiver, &message.header.msg_hdr, 0));
    NEED(is_present());
    use_buffers(library, pair);
    use_sets(library, pair);
}

static void cycle(const char *path, int flags)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    struct pair pair = open_udp_pair("ipv4");

    NEED(library ? 0 : -1);
    use(library, pair, flags);
    close_pair(pair);
    NEED(dlclose(library));
}

int main(int argc, char **argv)
{
    int flags = strtol(argv[argc - 1], NULL, 0);

    cycle(argv[1], flags);
    int descriptors_before = entries("/proc/self/fd");
    int mappings_before = mappings();
    for (int i = 0; i < CYCLES; i++)
        cycle(argv[1], flags);
    fact("descriptors %d", entries("/proc/self/fd") - descriptors_before);
    fact("mappings %d", mappings() - mappings_before);
    fact("loaded %s", dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) ? "still" : "no more");
    return 0;
}
