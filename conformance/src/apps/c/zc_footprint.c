// SPDX-License-Identifier: GPL-2.0-only
/* What zero-copy calls need of the process: nothing of malloc, no descriptor, no thread. */
#include "zc_receive.h"
#include "counted.h"
#include <dirent.h>

static int entries_of(const char *path)
{
    DIR *directory = opendir(path);
    int entries = 0;

    NEED(directory ? 0 : -1);
    while (readdir(directory))
        entries++;
    closedir(directory);
    return entries;
}

static enum onload_zc_callback_rc keep(struct onload_zc_recv_args *arguments, int flags)
{
    onload_zc_handle *handle = arguments->user_ptr;

    (void)flags;
    *handle = arguments->msg.iov[0].buf;
    return ONLOAD_ZC_KEEP;
}

static void every_call(struct pair pair)
{
    struct onload_zc_iovec iovecs[64];
    onload_zc_handle handles[64];
    struct msghdr message = {0};
    struct call call;

    NEED(onload_zc_alloc_buffers(pair.receiver, iovecs, 64, ONLOAD_ZC_BUFFER_HDR_UDP));
    for (int i = 0; i < 64; i++)
        handles[i] = iovecs[i].buf;
    NEED(onload_zc_release_buffers(pair.receiver, handles, 64));
    NEED(send(pair.sender, "data", 4, 0));
    prepare_call(&call, keep, 0);
    call.arguments.user_ptr = handles;
    NEED(onload_zc_recv(pair.receiver, &call.arguments) < 0 ? -1 : 0);
    NEED(onload_zc_release_buffers(pair.receiver, handles, 1));
    onload_recvmsg_kernel(pair.receiver, &message, 0);
    NEED(onload_zc_await_stack_sync(pair.receiver));
}

int main(void)
{
    struct pair udp = open_udp_pair("ipv4");
    struct pair tcp = open_tcp_pair("ipv4");
    int descriptors = entries_of("/proc/self/fd");
    int threads = entries_of("/proc/self/task");
    int before = allocations;

    every_call(udp);
    every_call(tcp);
    int during = allocations - before;
    fact("allocations %d", during);
    fact("descriptors %d", entries_of("/proc/self/fd") - descriptors);
    fact("threads %d", entries_of("/proc/self/task") - threads);
    return 0;
}
