/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */

/*
 * Timestamps in Onload's own forms: finer than a nanosecond, and with what is known of the clock. Two dialects:
 * onload_timestamping_request(), since Onload 7, and the socket option SO_TIMESTAMPING_OOEXT, since Onload 9. What the
 * kernel itself offers, SO_TIMESTAMPING, needs neither.
 */

#ifndef __ONLOAD_EXTENSIONS_TIMESTAMPING_H__
#define __ONLOAD_EXTENSIONS_TIMESTAMPING_H__

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is known of the clock that a stamp is of. */
enum onload_ts_flags {
    ONLOAD_TS_FLAG_CLOCK_SET = 0x1,     /* it has been set */
    ONLOAD_TS_FLAG_CLOCK_IN_SYNC = 0x2, /* it is synchronised */
    ONLOAD_TS_FLAG_ACCEPTABLE = 0x80    /* the stamp is as good as was asked for */
};

/* A time since 1970; 16 bytes. */
struct onload_timestamp {
    uint64_t sec; /* 0: there is no stamp */
    uint32_t nsec;
    unsigned nsec_frac : 24; /* in units of 2 to the -24 ns */
    unsigned flags : 8;      /* enum onload_ts_flags */
};

/* ---- by a function ---- */

/* Which stamps are asked for. */
enum onload_timestamping_flags {
    ONLOAD_TIMESTAMPING_FLAG_TX_NIC = 0x1,    /* of what is sent, by the network card */
    ONLOAD_TIMESTAMPING_FLAG_RX_NIC = 0x2,    /* of what is received, by the network card */
    ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET = 0x4 /* of what is received, from a trailer that a switch put there */
};

/*
 * Asks for stamps of a socket, in place of any SO_TIMESTAMPING set before. A received message then has a control message
 * of level SOL_SOCKET and type SO_TIMESTAMPING, which is an array of struct onload_timestamp: the card's, then the
 * trailer's, those asked for only; a stamp that is missing has sec 0. The error queue has one structure for each packet
 * sent. Returns 0; -EINVAL for flags that are none; -ENOTTY for a socket that is not accelerated; -ENOSYS where there is
 * no Onload. LKOS: as for an accelerated socket if liblkos.so was preloaded, with the kernel's stamps for the card's and
 * no trailer's; -ENOSYS without.
 */
extern int onload_timestamping_request(int fd, unsigned flags);

/* ---- by a socket option ---- */

/* Number of the first socket option, and type of the first control message, that are Onload's own. */
#define SO_OOEXT_BASE 0xf5300

/*
 * An option at level SOL_SOCKET: an int of the SOF_TIMESTAMPING_ flags of <linux/net_tstamp.h> and of those below.
 * getsockopt() gives it back. Linux alone refuses it with ENOPROTOOPT.
 */
#define SO_TIMESTAMPING_OOEXT (SO_OOEXT_BASE + 0)

/* The type, at level SOL_SOCKET, of the control message it brings: an array of struct scm_timestamping_ooext. */
#define SCM_TIMESTAMPING_OOEXT SO_TIMESTAMPING_OOEXT

/* Flags that only this option takes. */
#define SOF_TIMESTAMPING_OOEXT_TRAILER (1u << 31) /* from a trailer that a switch put there */

#define SOF_TIMESTAMPING_OOEXT_FIRST SOF_TIMESTAMPING_OOEXT_TRAILER
#define SOF_TIMESTAMPING_OOEXT_LAST SOF_TIMESTAMPING_OOEXT_TRAILER
#define SOF_TIMESTAMPING_OOEXT_MASK ((SOF_TIMESTAMPING_OOEXT_LAST - SOF_TIMESTAMPING_OOEXT_FIRST) | SOF_TIMESTAMPING_OOEXT_LAST)

/* One stamp of a packet; 24 bytes. Only those that there are come, so there may be none. */
struct scm_timestamping_ooext {
    uint32_t type; /* two SOF_TIMESTAMPING_ flags: what was stamped, and by what */
    uint32_t padding;
    struct onload_timestamp timestamp;
};

#ifdef __cplusplus
}
#endif

#endif
