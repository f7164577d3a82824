// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sends a message from Onload's own memory: a buffer is asked for, filled and sent, and is Onload's again.
 *
 *   cc -I/opt/lkos/include zero-copy-send.c -L/opt/lkos/lib -lonload_ext -o zero-copy-send
 *   onload ./zero-copy-send
 */
#include "loopback.h"
#include <onload/extensions_zc.h>
#include <string.h>

int main(void)
{
    struct ends ends = connect_stream();
    struct onload_zc_iovec buffer;
    struct onload_zc_mmsg message = {.fd = ends.sender, .msg = {.iov = &buffer, .msghdr.msg_iovlen = 1}};
    char data[64];
    int result = onload_zc_alloc_buffers(ends.sender, &buffer, 1, ONLOAD_ZC_BUFFER_HDR_TCP);

    if (result != 0) {
        printf("no buffer: %s\n", strerror(-result));
        return 1;
    }
    /* iov_len is the room now, and the length when it is sent. */
    strcpy(buffer.iov_base, "a message");
    buffer.iov_len = strlen(buffer.iov_base);
    result = onload_zc_send(&message, 1, 0);
    if (result != 1 || message.rc < 0) {
        /* Not taken: the buffer is still ours. */
        printf("not sent: %s\n", strerror(message.rc < 0 ? -message.rc : -result));
        onload_zc_release_buffers(ends.sender, &buffer.buf, 1);
        return 1;
    }
    printf("sent %d bytes\n", message.rc);
    result = need((int)recv(ends.receiver, data, sizeof(data), 0), "recv");
    printf("received: %.*s\n", result, data);
    return 0;
}
