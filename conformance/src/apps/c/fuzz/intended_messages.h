// SPDX-License-Identifier: GPL-2.0-only
/* The intended changes of messages: stamps that are received, and what messages to be sent ask for. */
#ifndef FUZZ_INTENDED_MESSAGES_H
#define FUZZ_INTENDED_MESSAGES_H

#include "intended.h"
#include <onload/extensions.h>

#define TX_SCHED SOF_TIMESTAMPING_TX_SCHED

static inline bool is_about_sent(const struct msghdr *message)
{
    return (message->msg_flags & MSG_ERRQUEUE) != 0;
}

/* What moment a stamp of a sent message is of; only that of sending is one that hardware sees. */
static inline bool is_of_sending(struct msghdr *message)
{
    for EACH_CONTROL (header, message)
        if (is_error(header) && header->cmsg_len >= CMSG_LEN(sizeof(struct sock_extended_err)))
            return ((struct sock_extended_err *)CMSG_DATA(header))->ee_info == SCM_TSTAMP_SND;
    return true;
}

/* The slots that an application sees, as far as the message goes; whether there is anything in them. */
static inline bool place_stamps(struct cmsghdr *header, size_t size, int flags, bool sent, bool hardware)
{
    unsigned char slots_of[48] = {0};
    bool filtered = !sent && (flags & RX_FILTER) != 0 && (flags & RX_SOFTWARE) == 0;
    bool software = (flags & SOFTWARE) != 0 && !filtered;
    bool shows = hardware && (flags & (sent ? TX_HARDWARE : RX_HARDWARE)) != 0;
    bool system = shows && (flags & SYSTEM) != 0;
    bool raw = shows && (flags & RAW) != 0;

    memcpy(slots_of, CMSG_DATA(header), size < 16 ? size : 16);
    memcpy(slots_of + 16, slots_of, system ? 16 : 0);
    memcpy(slots_of + 32, slots_of, raw ? 16 : 0);
    memset(slots_of, 0, software ? 0 : 16);
    memcpy(CMSG_DATA(header), slots_of, size < 48 ? size : 48);
    return software || system || raw;
}

static inline void take_out(struct msghdr *message, struct cmsghdr *header)
{
    unsigned char *end = (unsigned char *)message->msg_control + message->msg_controllen;
    size_t step = CMSG_ALIGN(header->cmsg_len);
    size_t left = end - (unsigned char *)header;

    step = step < left ? step : left;
    memmove(header, (unsigned char *)header + step, left - step);
    message->msg_controllen -= step;
    meet(TAKEN_OUT);
}

static inline void show_as_asked(struct msghdr *message, const struct asked *of)
{
    bool sent = is_about_sent(message);
    bool hardware = !sent || is_of_sending(message);

    for EACH_CONTROL (header, message) {
        if (!is_stamps(header))
            continue;
        unsigned char *end = (unsigned char *)message->msg_control + message->msg_controllen;
        size_t left = end - CMSG_DATA(header);
        size_t size = header->cmsg_len - sizeof(*header);
        if (!place_stamps(header, size < left ? size : left, of->flags, sent, hardware)) {
            take_out(message, header);
            struct cmsghdr *next = header;
            if (message->msg_controllen >= sizeof(*next) && next->cmsg_type == SCM_TIMESTAMPING_OPT_STATS &&
                next->cmsg_level == SOL_SOCKET)
                take_out(message, next);
        } else {
            meet(SHOWN_AS_HARDWARE);
        }
        return;
    }
}

/* Behind the last control message there may be what was taken out: memory of the kernel's either way. */
static inline void hide_behind(struct msghdr *message, size_t room)
{
    size_t used = message->msg_controllen;

    if (used < room)
        hide((unsigned char *)message->msg_control + used, room - used);
}

/* After a message of this size was received, with its control data into this block, of the length given. */
static inline void after_receiving(int fd, struct msghdr *message, const struct block *control, size_t given, size_t size)
{
    struct asked *of = asked_of(fd);
    bool sent = is_about_sent(message);
    size_t room = given < room_at(control) ? given : room_at(control);

    unseal(control);
    if (room > 0) {
        if (is_reference && of->hardware)
            show_as_asked(message, of);
        normalise_control(message);
        if (of->hardware || of->mixed)
            hide_behind(message, room);
        if ((of->mixed && sent) || of->vague) {
            hide(message->msg_control, room);
            message->msg_controllen = 0;
        }
    }
    /* What is taken out may have been too long before. */
    if (of->mixed || of->vague)
        message->msg_flags &= ~MSG_CTRUNC;
    normalise_data(fd, message, size, sent);
}

static inline bool asks_for_stamp(const struct cmsghdr *header)
{
    return is_stamps(header) && header->cmsg_len == CMSG_LEN(4);
}

static inline struct cmsghdr *request_in(struct msghdr *message)
{
    for EACH_CONTROL (header, message)
        if (asks_for_stamp(header))
            return header;
    return NULL;
}

/* Only sockets that report hardware stamps show any; one that did not ask for its own is asked for those reports now. */
static inline void ask_by_message(int fd, struct cmsghdr *header)
{
    struct asked *of = asked_of(fd);
    int flags = *(int *)CMSG_DATA(header);
    int records = flags & (TX_HARDWARE | TX_SOFTWARE);

    if (records == 0 || (of->flags & (SYSTEM | RAW)) == 0 || (!of->hardware && (flags & TX_HARDWARE) == 0))
        return;
    of->mixed = true;
    if (!is_reference || (flags & TX_HARDWARE) == 0)
        return;
    *(int *)CMSG_DATA(header) = (flags & ~TX_HARDWARE) | TX_SOFTWARE;
    meet(ASKED_BY_MESSAGE);
}

static inline bool names_interface(struct msghdr *message)
{
    for EACH_CONTROL (header, message)
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPING_PKTINFO)
            return true;
    return false;
}

/* Takes the other control messages over; false where there is no name, or where the kernel finds something else wrong. */
static inline bool leave_interface_out(struct msghdr *message)
{
    unsigned char *from = message->msg_control, *to = from;
    size_t left = message->msg_controllen;
    bool found = false;

    while (left >= sizeof(struct cmsghdr)) {
        struct cmsghdr header;
        memcpy(&header, from, sizeof(header));
        if (header.cmsg_len < sizeof(header) || header.cmsg_len > left)
            return false;
        size_t step = CMSG_ALIGN(header.cmsg_len) < left ? CMSG_ALIGN(header.cmsg_len) : left;
        bool named = header.cmsg_level == SOL_SOCKET && header.cmsg_type == SCM_TIMESTAMPING_PKTINFO;
        memmove(to, from, step);
        to += named ? 0 : step;
        from += step;
        left -= step;
        found |= named;
    }
    message->msg_controllen = to - (unsigned char *)message->msg_control;
    return found;
}

#endif
