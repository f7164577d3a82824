// SPDX-License-Identifier: GPL-2.0-only
/* Asking for timestamps, and telling about the ones that came without printing a time. */
#ifndef STAMPING_H
#define STAMPING_H

#include "flags.h"
#include "messages.h"
#include <time.h>

#define SLOTS 3

/* Tells a stamp from a number that is none: a stamp lies between the start of the application and now. */
static struct timespec started;

static inline bool is_later(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec != b->tv_sec ? a->tv_sec > b->tv_sec : a->tv_nsec > b->tv_nsec;
}

static inline bool has_run_for(int seconds)
{
    struct timespec limit = started;
    struct timespec now;

    limit.tv_sec += seconds;
    clock_gettime(CLOCK_REALTIME, &now);
    return is_later(&now, &limit);
}

static inline const char *stamp_state(const struct timespec *stamp)
{
    struct timespec now;

    if (stamp->tv_sec == 0 && stamp->tv_nsec == 0)
        return "zero";
    clock_gettime(CLOCK_REALTIME, &now);
    return is_later(stamp, &now) || is_later(&started, stamp) ? "wrong" : "set";
}

static inline bool is_timestamping(const struct cmsghdr *control)
{
    return control->cmsg_level == SOL_SOCKET &&
           (control->cmsg_type == SO_TIMESTAMPING || control->cmsg_type == SO_TIMESTAMPING_64BIT);
}

/* Asks for stamps and tells how that went; an option of 0 asks for nothing. */
static inline void request(int fd, int option, unsigned flags)
{
    unsigned read_back = 0;
    socklen_t length = sizeof(read_back);

    if (option == 0)
        return;
    ANSWER("set", setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
    ANSWER("get", getsockopt(fd, SOL_SOCKET, option, &read_back, &length));
    fact("flags %#x length %u", read_back, length);
}

static inline bool arrives_stamped(struct pair pair)
{
    struct message message;
    struct cmsghdr *control;

    prepare(&message);
    NEED(send(pair.sender, "x", 1, 0));
    NEED(recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    control = CMSG_FIRSTHDR(&message.header.msg_hdr);
    return control && is_timestamping(control);
}

/*
 * Receive stamping is one switch for the whole machine, and it turns with a delay. Held on here by a socket of our
 * own until the application ends, so that no neighbour decides what the sockets under test see.
 */
static inline void keep_stamping_on(void)
{
    struct pair pair = open_udp_pair("ipv4");
    int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;

    clock_gettime(CLOCK_REALTIME, &started);
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    while (!arrives_stamped(pair))
        NEED(has_run_for(PATIENCE_MS / 1000) ? -1 : 0);
}

static inline void describe_stamps(const struct cmsghdr *control)
{
    struct timespec stamps[SLOTS];

    memcpy(stamps, CMSG_DATA(control), sizeof(stamps));
    fact("stamps %s %s %s", stamp_state(&stamps[0]), stamp_state(&stamps[1]), stamp_state(&stamps[2]));
}

static inline void describe(struct message *message, ssize_t bytes)
{
    struct msghdr *header = &message->header.msg_hdr;

    fact("message of %zd bytes, flags %#x, control %zu", bytes, header->msg_flags, header->msg_controllen);
    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control)) {
        fact("control level %d type %d length %zu", control->cmsg_level, control->cmsg_type, control->cmsg_len);
        if (is_timestamping(control) && control->cmsg_len == CMSG_LEN(SLOTS * sizeof(struct timespec)))
            describe_stamps(control);
    }
}

#endif
