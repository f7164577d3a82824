// SPDX-License-Identifier: GPL-2.0-only
/*
 * Received messages written down to the last byte of their control data, so that two runs can be compared. What differs
 * from run to run is blotted out: times, of which only the states are told, and counters of the kernel.
 */
#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include "stamping.h"
#include <onload/extensions.h>
#include <onload/extensions_timestamping.h>

#define BLOT 0xee

static inline bool agree(const struct timespec *stamps)
{
    const struct timespec *seen = NULL;

    for (int i = 0; i < SLOTS; i++) {
        bool set = strcmp(stamp_state(&stamps[i]), "set") == 0;
        if (set && seen && (is_later(seen, &stamps[i]) || is_later(&stamps[i], seen)))
            return false;
        seen = set ? &stamps[i] : seen;
    }
    return true;
}

static inline void tell_slots(const unsigned char *data)
{
    struct timespec stamps[SLOTS];

    memcpy(stamps, data, sizeof(stamps));
    fact("  stamps %s %s %s", stamp_state(&stamps[0]), stamp_state(&stamps[1]), stamp_state(&stamps[2]));
    if (!agree(stamps))
        fact("  which are different times");
}

/* A stamp in Onload's form: of a clock that is as good as can be, or all zero. */
static inline const char *onload_state(const struct onload_timestamp *stamp)
{
    struct timespec time = {stamp->sec, stamp->nsec};
    unsigned good = ONLOAD_TS_FLAG_CLOCK_SET | ONLOAD_TS_FLAG_CLOCK_IN_SYNC | ONLOAD_TS_FLAG_ACCEPTABLE;
    const char *state = stamp_state(&time);

    return stamp->nsec_frac == 0 && stamp->flags == (state[0] == 's' ? good : 0) ? state : "wrong";
}

static inline void tell_array(const unsigned char *data, size_t count)
{
    struct onload_timestamp stamp;

    printf("  array");
    for (size_t i = 0; i < count; i++) {
        memcpy(&stamp, data + i * sizeof(stamp), sizeof(stamp));
        printf(" %s", onload_state(&stamp));
    }
    fact("%s", "");
}

static inline void tell_records(const unsigned char *data, size_t count)
{
    struct scm_timestamping_ooext record;

    printf("  records");
    for (size_t i = 0; i < count; i++) {
        memcpy(&record, data + i * sizeof(record), sizeof(record));
        printf(" %#x %s", record.type, record.padding ? "padded" : onload_state(&record.timestamp));
    }
    fact("%s", "");
}

static inline void tell_piece(const unsigned char *data)
{
    struct onload_scm_timestamping_stream piece;

    memcpy(&piece, data, sizeof(piece));
    fact("  piece of %zu bytes, sent %s, last %s", piece.len, stamp_state(&piece.first_sent),
         stamp_state(&piece.last_sent));
}

static inline bool is_onload_stamp(const struct cmsghdr *control)
{
    return control->cmsg_level == SOL_SOCKET &&
           (control->cmsg_type == SCM_TIMESTAMPING_OOEXT || control->cmsg_type == ONLOAD_SCM_TIMESTAMPING_STREAM);
}

static inline void tell_stamps(const struct cmsghdr *control)
{
    const unsigned char *data = CMSG_DATA(control);
    size_t size = control->cmsg_len - CMSG_LEN(0);

    if (is_timestamping(control) && size == SLOTS * sizeof(struct timespec))
        tell_slots(data);
    else if (is_timestamping(control))
        tell_array(data, size / sizeof(struct onload_timestamp));
    else if (is_onload_stamp(control) && control->cmsg_type == SCM_TIMESTAMPING_OOEXT)
        tell_records(data, size / sizeof(struct scm_timestamping_ooext));
    else if (is_onload_stamp(control) && size == sizeof(struct onload_scm_timestamping_stream))
        tell_piece(data);
}

/* SO_TIMESTAMP and SO_TIMESTAMPNS, under their old numbers and their new ones. */
static inline bool is_receive_time(const struct cmsghdr *control)
{
    int type = control->cmsg_type;

    return control->cmsg_level == SOL_SOCKET &&
           (type == SO_TIMESTAMP || type == SO_TIMESTAMPNS || type == 63 || type == 64);
}

static inline bool is_volatile(const struct cmsghdr *control)
{
    return is_timestamping(control) || is_onload_stamp(control) || is_receive_time(control) ||
           (control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_TIMESTAMPING_OPT_STATS);
}

static inline void print_bytes(const unsigned char *bytes, size_t count)
{
    printf("  bytes");
    for (size_t i = 0; i < count; i++)
        printf("%s%02x", i % 8 == 0 ? " " : "", bytes[i]);
    fact("%s", "");
}

static inline bool is_pattern(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != 0x5a)
            return false;
    return true;
}

/* The message must have been prepared; its control buffer is spoilt. */
static inline void transcribe(struct message *message, ssize_t bytes)
{
    struct msghdr *header = &message->header.msg_hdr;
    size_t used = header->msg_controllen;

    fact(" message of %zd bytes, flags %#x, name of %u, control of %zu", bytes, header->msg_flags, header->msg_namelen,
         used);
    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control)) {
        fact("  level %d type %d length %zu", control->cmsg_level, control->cmsg_type, control->cmsg_len);
        tell_stamps(control);
        if (is_volatile(control))
            memset(CMSG_DATA(control), BLOT, control->cmsg_len - CMSG_LEN(0));
    }
    print_bytes(message->control, used);
    fact("  rest %s", is_pattern(message->control + used, sizeof(message->control) - used) ? "untouched" : "touched");
}

#endif
