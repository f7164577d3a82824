/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */

/*
 * The extensions API of Onload, as LKOS provides it: for applications that ask whether Onload carries their sockets,
 * name stacks, set options, spin, warm paths up and read events in the order of the wire.
 *
 * LKOS has no stacks of its own. Every socket stays with the kernel, so requests are accepted without effect and
 * questions are answered as Onload's own library answers them where Onload is not running. Each function says what it
 * returns under Onload and, after "LKOS:", what it returns here. Under emulation (lkos(7)) that is what it returns under
 * Onload, but for what is said after "Emulated:". Three styles occur:
 *   - 0 or more, or the negative number of an error (errno means nothing);
 *   - 0 or more, or -1 with errno set;
 *   - exactly -1 with errno ENOSYS, where Onload would return -ENOSYS.
 *
 * No function keeps a pointer that it is given, unless it says so. Those of <onload/extensions_timestamping.h> come
 * along; those that move data without copying are in <onload/extensions_zc.h>.
 */

#ifndef __ONLOAD_EXTENSIONS_H__
#define __ONLOAD_EXTENSIONS_H__

#include <arpa/inet.h>
#include <onload/extensions_timestamping.h>
#include <sched.h> /* struct timespec, in strict C90 as well */
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct epoll_event;
struct iovec;

/* ---- presence ---- */

/*
 * Is the application running on Onload's own stack? 1 if so, whatever its sockets are. LKOS: 0, since the kernel carries
 * them.
 */
extern int onload_is_present(void);

/* ---- flags for the calls of libc ---- */

/*
 * For send(), sendto(), sendmsg() and sendmmsg(): exercise the path, send nothing. Ask onload_fd_check_feature() first:
 * an unaccelerated socket of Onload, and any of UDP, ignores the flag and sends the data. On an accelerated TCP socket
 * the result is the length; 0 if nothing could be exercised; or -1 with errno EINVAL for a segment or more, EPIPE (and
 * SIGPIPE, unless with MSG_NOSIGNAL) where there is no connection, or the connection's error. LKOS, where it is
 * preloaded: nothing is sent over TCP or UDP, the result is the length, or what the same call would give without the
 * flag if that is an error; EPIPE while a connection is being made. Other sockets, and programs that are only linked to
 * libonload_ext, send the data.
 */
#define ONLOAD_MSG_WARM 0x400

/*
 * For recv(), recvfrom() and recvmsg(): return the data of one packet at most. LKOS accepts it without effect; the
 * kernel does not show where a TCP packet ends. Under emulation the read ends where a packet does, as far as the kernel's
 * stamps and the longest packet tell; EINVAL with MSG_WAITALL on TCP; no effect on UDP.
 */
#define ONLOAD_MSG_ONEPKT 0x20000

/* ---- transmit timestamps of a TCP stream ---- */

/* For SO_TIMESTAMPING, with hardware transmit stamps: report what was sent when as the structure below. */
#define ONLOAD_SOF_TIMESTAMPING_STREAM (1 << 23)

/* The type of the control message, at level SOL_SOCKET, that holds the structure. */
#define ONLOAD_SCM_TIMESTAMPING_STREAM ONLOAD_SOF_TIMESTAMPING_STREAM

/* When a run of bytes was sent; read from the socket's error queue. 40 bytes. */
struct onload_scm_timestamping_stream {
    struct timespec first_sent; /* zero: not known */
    struct timespec last_sent;  /* zero: never sent again */
    size_t len;                 /* bytes of the application's */
};

/* ---- stack names ---- */

/* A stack name that means: make sockets of the kernel. */
#define ONLOAD_DONT_ACCELERATE NULL

/* Which threads a stack name is for. */
enum onload_stackname_who {
    ONLOAD_THIS_THREAD = 0,
    ONLOAD_ALL_THREADS = 1
};

/* Who shares a stack of the same name. */
enum onload_stackname_scope {
    ONLOAD_SCOPE_NOCHANGE = 0, /* the name is ignored; go back to what all threads use */
    ONLOAD_SCOPE_THREAD = 1,
    ONLOAD_SCOPE_PROCESS = 2,
    ONLOAD_SCOPE_USER = 3,
    ONLOAD_SCOPE_GLOBAL = 4
};

/*
 * Names the stack of the sockets created from now on. The name, of at most 16 characters, is copied. Returns 0, or -1
 * with errno EINVAL or ENAMETOOLONG. LKOS: 0 whatever the arguments.
 */
extern int onload_set_stackname(enum onload_stackname_who who, enum onload_stackname_scope scope, const char *stackname);

/*
 * Puts the calling thread's stack name aside, the last one on top. Returns 0 or -ENOMEM. LKOS: 0. Emulated: -ENOMEM after
 * some 2600.
 */
extern int onload_stackname_save(void);

/*
 * Brings back the stack name put aside last. Returns 0, or -EINVAL if there is none. LKOS: 0.
 */
extern int onload_stackname_restore(void);

/* ---- options of the stacks that the calling thread creates from now on ---- */

/*
 * Sets an option, named as its environment variable (EF_...), to a number. Returns 0, or -EINVAL for a name or a value
 * that is none, or -ENOMEM. LKOS: 0 whatever the arguments.
 */
extern int onload_stack_opt_set_int(const char *opt, int64_t val);

/*
 * Reads an option that is a number. Returns 0, or -EINVAL for a name that is none. LKOS: exactly -1 with errno ENOSYS,
 * *val untouched.
 */
extern int onload_stack_opt_get_int(const char *opt, int64_t *val);

/*
 * Sets an option to a text of at most 255 bytes, which is copied. Results as for a number. LKOS: 0 whatever the
 * arguments.
 */
extern int onload_stack_opt_set_str(const char *opt, const char *val);

/*
 * Reads an option that is a text. *val_out_len is the room in val_out and becomes the length, final NUL included, also
 * with the result -ENOSPC for too little room. LKOS: exactly -1 with errno ENOSYS, outputs untouched.
 */
extern int onload_stack_opt_get_str(const char *opt, char *val_out, size_t *val_out_len);

/*
 * Gives every option the value it had when the process started. Returns 0. Emulated: options are kept and told, and have
 * no effect on sockets.
 */
extern int onload_stack_opt_reset(void);

/* ---- sockets ---- */

/*
 * Moves a socket to the stack that the calling thread's name selects. Returns 0, also if it is there already, or a
 * negative number; the socket then stays usable where it was. LKOS: 0 for every descriptor.
 */
extern int onload_move_fd(int fd);

/* What Onload knows of a socket; 24 bytes. */
struct onload_stat {
    int32_t stack_id;
    char *stack_name; /* from malloc; the caller frees it */
    int32_t endpoint_id;
    int32_t endpoint_state;
};

/*
 * Describes an accelerated socket: returns 1 and fills *stat, which may be NULL; 0 if the descriptor is none, *stat then
 * untouched; or the negative number of an error. LKOS: 0 for every descriptor. Emulated: endpoint_state is the kernel's
 * state of a connection in Onload's numbers.
 */
extern int onload_fd_stat(int fd, struct onload_stat *stat);

/* What a descriptor or this version of the library can do. */
enum onload_fd_feature {
    ONLOAD_FD_FEAT_MSG_WARM = 0,         /* ONLOAD_MSG_WARM sends nothing */
    ONLOAD_FD_FEAT_UDP_TX_TS_HDR = 1,    /* transmit stamps of UDP come with the whole frame */
    ONLOAD_FD_FEAT_TX_SCM_TS_PKTINFO = 2 /* a message may name the interface it leaves by; LKOS: without effect */
};

/*
 * Can this descriptor do that, now? A socket may lose a feature by bind() or connect(), so ask afterwards. Returns 1 or
 * 0; -EOPNOTSUPP for a feature that this version does not know; -ENOSYS where there is no Onload. LKOS, where it is
 * preloaded: 0 for ONLOAD_FD_FEAT_MSG_WARM, which Onload has on accelerated sockets only (though no TCP or UDP socket
 * sends anything); 1 for the other two, whatever the descriptor; else -ENOSYS.
 */
extern int onload_fd_check_feature(int fd, enum onload_fd_feature feature);

/* ---- spinning ---- */

/* What a thread busy-waits in. The value of ONLOAD_SPIN_MAX differs from release to release. */
enum onload_spin_type {
    ONLOAD_SPIN_ALL = 0,
    ONLOAD_SPIN_UDP_RECV = 1,
    ONLOAD_SPIN_UDP_SEND = 2,
    ONLOAD_SPIN_TCP_RECV = 3,
    ONLOAD_SPIN_TCP_SEND = 4,
    ONLOAD_SPIN_TCP_ACCEPT = 5,
    ONLOAD_SPIN_PIPE_RECV = 6,
    ONLOAD_SPIN_PIPE_SEND = 7,
    ONLOAD_SPIN_SELECT = 8,
    ONLOAD_SPIN_POLL = 9,
    ONLOAD_SPIN_PKT_WAIT = 10,
    ONLOAD_SPIN_EPOLL_WAIT = 11,
    ONLOAD_SPIN_STACK_LOCK = 12,
    ONLOAD_SPIN_SOCK_LOCK = 13,
    ONLOAD_SPIN_SO_BUSY_POLL = 14,
    ONLOAD_SPIN_TCP_CONNECT = 15,
    ONLOAD_SPIN_MIMIC_EF_POLL = 16, /* what the setting EF_POLL_USEC turns on */
    ONLOAD_SPIN_MAX = 17
};

/*
 * Lets the calling thread spin there (spin not 0) or not (0). How long is a setting of the stack. Returns 0, or -EINVAL
 * for a type that is none. LKOS: 0 whatever the arguments. Emulated: TCP_RECV and UDP_RECV make receives poll the device,
 * by SO_BUSY_POLL, for as long as EF_POLL_USEC or EF_SPIN_USEC says; the others are kept and told.
 */
extern int onload_thread_set_spin(enum onload_spin_type type, int spin);

/*
 * Stores where the calling thread spins, a bit for each type. Returns 0, or -ENOSYS where there is no Onload. LKOS:
 * -ENOSYS, *state untouched.
 */
extern int onload_thread_get_spin(unsigned *state);

/* ---- events in the order of the wire ---- */

/* When the data behind an event came, and how much of it may be read before another socket's turn; 24 bytes. */
struct onload_ordered_epoll_event {
    struct timespec ts; /* tv_sec 0: no order is known */
    int bytes;          /* 0 with EPOLLIN: readable for another reason than data in order */
};

/*
 * epoll_wait() with the events in the order of the wire. oo_events, of maxevents entries as well, describes the event of
 * the same index. Returns the number of events; -1 with errno set; or -EINVAL, -EOPNOTSUPP or -ENOSYS where it cannot
 * order. LKOS: exactly epoll_wait(), with its order, result and errno; every ts is zero, bytes is more than 0 where there
 * is data, and oo_events may be NULL. Under emulation events come in the order in which the first unread byte or datagram
 * of each reached the host, which is ts; those of no order come first. bytes is how many bytes may be read before another
 * event's turn: of UDP, one datagram; 1 for an empty one. A set with EPOLLET or EPOLLONESHOT is refused with errno EINVAL.
 */
extern int onload_ordered_epoll_wait(int epfd, struct epoll_event *events,
                                     struct onload_ordered_epoll_event *oo_events, int maxevents, int timeout);

/* ---- a TCP connection as the stack sees it ---- */

/* In bytes, but for the two fields in packets; 36 bytes. */
struct onload_tcp_info {
    int so_recvbuf;
    int rcvbuf_used;
    int rcv_window;
    int so_sndbuf;
    int so_sndbuf_pkts;    /* packets */
    int sndbuf_pkts_avail; /* packets */
    int snd_mss;
    int snd_window;
    int cong_window;
};

/*
 * Describes an accelerated TCP connection. *len_in_out is the room in *info and becomes what was filled, never more.
 * Returns 0, or -1 with errno EINVAL if the descriptor is none. LKOS: -1 with errno EINVAL, outputs untouched. Emulated:
 * from the kernel's TCP_INFO and the lengths of its queues.
 */
extern int onload_get_tcp_info(int fd, struct onload_tcp_info *info, int *len_in_out);

/* ---- sockets of the kernel ---- */

/*
 * Makes a socket that is never accelerated: exactly socket(), with its result and errno.
 */
extern int onload_socket_nonaccel(int domain, int type, int protocol);

/*
 * Makes a UDP socket that is accelerated for what it receives by multicast, and otherwise the kernel's: socket(), with
 * its result and errno. LKOS: the kernel's. Emulated: told to be accelerated if it is UDP and the type has no flags.
 */
extern int onload_socket_unicast_nonaccel(int domain, int type, int protocol);

/*
 * Makes a UDP socket that is accelerated for sending only: socket(), with its result and errno. LKOS: the kernel's.
 * Emulated: as the one before.
 */
extern int onload_socket_rx_nonaccel(int domain, int type, int protocol);

/* ---- delegated sends: the application puts TCP data on the wire by itself, and tells the stack afterwards ---- */

/* What onload_delegated_send_prepare() returns. */
enum onload_delegated_send_rc {
    ONLOAD_DELEGATED_SEND_RC_OK = 0,
    ONLOAD_DELEGATED_SEND_RC_BAD_SOCKET = 1,   /* none of this socket; use send() */
    ONLOAD_DELEGATED_SEND_RC_SMALL_HEADER = 2, /* headers_len says how much room is needed */
    ONLOAD_DELEGATED_SEND_RC_SENDQ_BUSY = 3,   /* what was sent before is on its way; cancel, or try again */
    ONLOAD_DELEGATED_SEND_RC_NOWIN = 4,        /* the receiver takes nothing now */
    ONLOAD_DELEGATED_SEND_RC_NOARP = 5,        /* the next hop is not known */
    ONLOAD_DELEGATED_SEND_RC_NOCWIN = 6        /* prepared, but sending now would break congestion control */
};

/* The next packet's headers and how much may be sent; 64 bytes. */
struct onload_delegated_send {
    void *headers;      /* in: the caller's memory; out: headers of Ethernet, IP and TCP in it */
    int headers_len;    /* in: its size; out: what was filled, or what is needed */
    int mss;            /* most bytes in a packet */
    int send_wnd;       /* bytes that the receiver takes */
    int cong_wnd;       /* bytes that congestion control allows */
    int user_size;      /* bytes that the caller asked for and has not sent */
    int tcp_seq_offset; /* the next three are for the functions below */
    int ip_len_offset;
    int ip_tcp_hdr_len;
    int reserved[5];
};

/* For onload_delegated_send_prepare(): the caller fills in the receiver's Ethernet address. */
#define ONLOAD_DELEGATED_SEND_FLAG_IGNORE_ARP 0x1
/* The same: find out the receiver's Ethernet address if it is not known, which takes time. */
#define ONLOAD_DELEGATED_SEND_FLAG_RESOLVE_ARP 0x2

#ifndef ONLOAD_INCLUDE_DS_DATA_ONLY

/*
 * Reserves size bytes of the connection for sends by the caller, and fills *out, whose headers and headers_len are set
 * beforehand. Until they are completed or cancelled, send() on the socket fails with EBUSY. LKOS:
 * ONLOAD_DELEGATED_SEND_RC_BAD_SOCKET, *out untouched; so an application falls back to send().
 */
extern enum onload_delegated_send_rc onload_delegated_send_prepare(int fd, int size, unsigned flags,
                                                                   struct onload_delegated_send *out);

/*
 * Tells what has been sent, so that the stack can send it again; the data is copied. flags are MSG_DONTWAIT and
 * MSG_NOSIGNAL. Returns the number of bytes accepted, or -1 with errno set. LKOS: -1 with errno ENOTTY, which Onload sets
 * for a socket of the kernel's; ENOSYS where it is not preloaded.
 */
extern int onload_delegated_send_complete(int fd, const struct iovec *iov, int iovlen, int flags);

/*
 * Gives back what was reserved and not completed; needed before the connection is closed in order. Returns 0, or -1 with
 * errno set. LKOS: -1 with errno ENOTTY or ENOSYS, as above.
 */
extern int onload_delegated_send_cancel(int fd);

/*
 * Makes the headers those of a packet of that many bytes; push: the receiver shall pass it on at once. 16 bits of the IP
 * length and one bit of the TCP flags, 9 bytes after the sequence number, are written.
 */
static __inline__ void onload_delegated_send_tcp_update(struct onload_delegated_send *ds, int bytes, int push)
{
    unsigned char *ip_len = (unsigned char *)ds->headers + ds->ip_len_offset;
    unsigned char *tcp_flags = (unsigned char *)ds->headers + ds->tcp_seq_offset + 9;
    unsigned length = (unsigned)(bytes + ds->ip_tcp_hdr_len);

    ip_len[0] = (unsigned char)(length >> 8 & 0xff);
    ip_len[1] = (unsigned char)(length & 0xff);
    if (push)
        *tcp_flags = (unsigned char)(*tcp_flags | 0x08);
    else
        *tcp_flags = (unsigned char)(*tcp_flags & 0xf7);
}

/*
 * Moves on to the next packet after one of that many bytes: the windows become smaller and the sequence number, 4 bytes,
 * grows.
 */
static __inline__ void onload_delegated_send_tcp_advance(struct onload_delegated_send *ds, int bytes)
{
    unsigned char *seq = (unsigned char *)ds->headers + ds->tcp_seq_offset;
    uint32_t number = (uint32_t)seq[0] << 24 | (uint32_t)seq[1] << 16 | (uint32_t)seq[2] << 8 | (uint32_t)seq[3];

    ds->send_wnd -= bytes;
    ds->cong_wnd -= bytes;
    ds->user_size -= bytes;
    number += (uint32_t)bytes;
    seq[0] = (unsigned char)(number >> 24 & 0xff);
    seq[1] = (unsigned char)(number >> 16 & 0xff);
    seq[2] = (unsigned char)(number >> 8 & 0xff);
    seq[3] = (unsigned char)(number & 0xff);
}

#endif /* ONLOAD_INCLUDE_DS_DATA_ONLY */

#ifdef __cplusplus
}
#endif

#endif
