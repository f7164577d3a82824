// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests for stamps, in words: FORM:FLAGS. A form is a number of SO_TIMESTAMPING, 37 or 65, or one of Onload's:
 * function (onload_timestamping_request), records (SO_TIMESTAMPING_OOEXT) and stream (ONLOAD_SOF_TIMESTAMPING_STREAM).
 * The function is looked up by name, for it is not there without the library.
 */
#ifndef ASKING_H
#define ASKING_H

#include "app.h"
#include <dlfcn.h>
#include <onload/extensions.h>
#include <onload/extensions_timestamping.h>

static inline int ask_by_function(int fd, unsigned flags)
{
    __typeof__(&onload_timestamping_request) function = dlsym(RTLD_DEFAULT, "onload_timestamping_request");
    int answer = function ? function(fd, flags) : -ENOSYS;

    errno = answer < 0 ? -answer : errno;
    return answer < 0 ? -1 : answer;
}

/* As setsockopt, errno included. */
static inline int ask(int fd, const char *request)
{
    const char *colon = strchr(request, ':');
    unsigned flags = strtoul(colon + 1, NULL, 0);
    int option = atoi(request);

    if (strncmp(request, "function:", 9) == 0)
        return ask_by_function(fd, flags);
    if (strncmp(request, "records:", 8) == 0)
        option = SO_TIMESTAMPING_OOEXT;
    if (strncmp(request, "stream:", 7) == 0) {
        option = SO_TIMESTAMPING;
        flags |= ONLOAD_SOF_TIMESTAMPING_STREAM;
    }
    return setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags));
}

#endif
