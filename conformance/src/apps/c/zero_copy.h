// SPDX-License-Identifier: GPL-2.0-only
/* Zero-copy buffers and messages as applications make them. */
#ifndef ZERO_COPY_H
#define ZERO_COPY_H

#include "app.h"
#include <onload/extensions.h>
#include <onload/extensions_zc.h>

static inline struct onload_zc_iovec allocate_buffer(int fd)
{
    struct onload_zc_iovec buffer;

    NEED(onload_zc_alloc_buffers(fd, &buffer, 1, ONLOAD_ZC_BUFFER_HDR_TCP));
    return buffer;
}

/* A buffer with text in it. */
static inline struct onload_zc_iovec buffer_of(int fd, const char *text)
{
    struct onload_zc_iovec buffer = allocate_buffer(fd);

    buffer.iov_len = strlen(text);
    memcpy(buffer.iov_base, text, buffer.iov_len);
    return buffer;
}

static inline struct onload_zc_mmsg message_of(int fd, struct onload_zc_iovec *buffers, int count)
{
    struct onload_zc_mmsg message = {.rc = UNTOUCHED, .fd = fd};

    message.msg.iov = buffers;
    message.msg.msghdr.msg_iovlen = count;
    return message;
}

/* One message; the result is its rc, or that of the call where the message got none. */
static inline int zero_copy_send(int fd, struct onload_zc_iovec *buffers, int count, int flags)
{
    struct onload_zc_mmsg message = message_of(fd, buffers, count);
    int got = onload_zc_send(&message, 1, flags);

    return got == 1 ? message.rc : got;
}

static inline int release_buffer(int fd, struct onload_zc_iovec buffer)
{
    return onload_zc_release_buffers(fd, &buffer.buf, 1);
}

#endif
