// SPDX-License-Identifier: GPL-2.0-only
/*
 * Receives datagrams in Onload's own memory: each is shown to a function, which may keep it for later.
 *
 *   cc -I/opt/lkos/include zero-copy-receive.c -L/opt/lkos/lib -lonload_ext -o zero-copy-receive
 *   onload ./zero-copy-receive
 */
#include "loopback.h"
#include <onload/extensions_zc.h>
#include <string.h>

struct kept {
    onload_zc_handle buffer;
    const char *text;
};

static enum onload_zc_callback_rc take(struct onload_zc_recv_args *args, int flags)
{
    const struct onload_zc_iovec *data = args->msg.iov;
    struct kept *kept = args->user_ptr;
    const char *end = flags & ONLOAD_ZC_END_OF_BURST ? ", and no more for now" : "";

    printf("%.*s%s\n", (int)data->iov_len, (const char *)data->iov_base, end);
    if (kept->buffer || strncmp(data->iov_base, "second", 6) != 0)
        return ONLOAD_ZC_CONTINUE;
    /* Ours until we release it: of a datagram in several pieces, by the handle of the first. */
    kept->buffer = data->buf;
    kept->text = data->iov_base;
    return ONLOAD_ZC_CONTINUE | ONLOAD_ZC_KEEP;
}

int main(void)
{
    static const char *const words[] = {"first", "second", "third"};
    struct ends ends = connect_datagrams();
    struct kept kept = {0};
    /* INLINE: what reached the kernel's half of the socket comes here as well. */
    struct onload_zc_recv_args args = {
        .cb = take, .user_ptr = &kept, .flags = ONLOAD_MSG_DONTWAIT | ONLOAD_MSG_RECV_OS_INLINE};
    int result;

    for (int i = 0; i < 3; i++)
        need((int)send(ends.sender, words[i], strlen(words[i]), 0), "send");
    result = onload_zc_recv(ends.receiver, &args);
    if (result < 0) {
        printf("no zero-copy here: %s\n", strerror(-result));
        return 1;
    }
    printf("kept: %.6s\n", kept.text);
    printf("released: %d\n", onload_zc_release_buffers(ends.receiver, &kept.buffer, 1));
    return 0;
}
