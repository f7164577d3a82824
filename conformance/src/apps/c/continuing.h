// SPDX-License-Identifier: GPL-2.0-only
/*
 * A receive filter that lets everything pass, where there is a function that sets one: what the application prints must be
 * what it prints without. Part of app.h in applications compiled WITH_FILTER: WITH_FILTER=1 has it on every receiver of a
 * UDP pair, WITH_FILTER=2 on a socket that nobody uses.
 */
#ifndef CONTINUING_H
#define CONTINUING_H

#include <onload/extensions_zc.h>

#pragma weak onload_set_recv_filter

static int datagrams_seen = -1;

static inline bool is_filtered(void)
{
    return onload_set_recv_filter != NULL && WITH_FILTER == 1;
}

static inline enum onload_zc_callback_rc count_seen(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    (void)flags;
    datagrams_seen++;
    return ONLOAD_ZC_CONTINUE;
}

static inline void let_continue(int fd)
{
    if (!is_filtered())
        return;
    NEED(onload_set_recv_filter(fd, count_seen, NULL, 0));
    if (datagrams_seen < 0)
        datagrams_seen = 0;
}

#if WITH_FILTER == 2
__attribute__((constructor)) static void filter_elsewhere(void)
{
    int fd = NEED(socket(AF_INET, SOCK_DGRAM, 0));

    if (onload_set_recv_filter)
        NEED(onload_set_recv_filter(fd, count_seen, NULL, 0));
}
#endif

/* A run in which no filter was ever called proves nothing. */
__attribute__((destructor)) static void need_seen(void)
{
    if (datagrams_seen == 0)
        _exit(98);
}

#endif
