// SPDX-License-Identifier: GPL-2.0-only
/* Templated sends as applications make them. */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "app.h"
#include <onload/extensions_zc.h>

#define SEND_NOW ONLOAD_TEMPLATE_FLAGS_SEND_NOW
#define DONTWAIT ONLOAD_TEMPLATE_FLAGS_DONTWAIT

static inline int allocate_template(int fd, const void *bytes, size_t size, onload_template_handle *handle)
{
    struct iovec initial = {(void *)bytes, size};

    return onload_msg_template_alloc(fd, &initial, 1, handle, 0);
}

static inline onload_template_handle template_of(int fd, const char *text)
{
    onload_template_handle handle;

    errno = EPROTO;
    NEED(allocate_template(fd, text, strlen(text), &handle));
    return handle;
}

static inline struct onload_template_msg_update_iovec change(const void *bytes, size_t size, off_t offset)
{
    return (struct onload_template_msg_update_iovec){(void *)bytes, size, offset, 0};
}

/* One change of a text, or none where there is no text. */
static inline int update(int fd, onload_template_handle handle, const char *text, off_t offset, unsigned flags)
{
    struct onload_template_msg_update_iovec one = change(text, text ? strlen(text) : 0, offset);

    return onload_msg_template_update(fd, handle, text ? &one : NULL, text != NULL, flags);
}

#endif
