/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */

/*
 * The extensions API of Onload, as LKOS provides it: for applications that ask whether Onload carries their sockets,
 * name stacks, set options and read events in the order of the wire.
 *
 * LKOS has no stacks of its own. Every socket stays with the kernel, so requests are accepted without effect and
 * questions are answered as Onload's own library answers them where Onload is not running. Three kinds of result occur;
 * each function says which is its own:
 *   - 0 or more, or the negative number of an error (errno is not set);
 *   - 0 or more, or -1 with errno set;
 *   - exactly -1 with errno ENOSYS, where Onload would return -ENOSYS.
 */

#ifndef __ONLOAD_EXTENSIONS_H__
#define __ONLOAD_EXTENSIONS_H__

#include <arpa/inet.h>
#include <sched.h> /* struct timespec, in strict C90 as well */
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct epoll_event;

/* ---- presence ---- */

/*
 * Is the application running on Onload's own stack? 1 if so. LKOS: 0, since the kernel carries the sockets.
 */
extern int onload_is_present(void);

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
 * Puts the calling thread's stack name aside, the last one on top. Returns 0 or -ENOMEM. LKOS: 0.
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
 * Gives every option the value it had when the process started. Returns 0.
 */
extern int onload_stack_opt_reset(void);

/* ---- sockets ---- */

/*
 * Moves a socket to the stack that the calling thread's name selects. Returns 0, or less than 0 on failure.
 * LKOS: 0 for every descriptor.
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
 * untouched; or the negative number of an error. LKOS: 0 for every descriptor.
 */
extern int onload_fd_stat(int fd, struct onload_stat *stat);

/* ---- spinning ---- */

/* What a thread busy-waits in, for onload_thread_set_spin(), which LKOS does not provide yet: look it up by dlsym(). */
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
    ONLOAD_SPIN_MIMIC_EF_POLL = 16,
    ONLOAD_SPIN_MAX = 17
};

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
 * is data, and oo_events may be NULL.
 */
extern int onload_ordered_epoll_wait(int epfd, struct epoll_event *events,
                                     struct onload_ordered_epoll_event *oo_events, int maxevents, int timeout);

/* ---- sockets and calls of the kernel ---- */

/*
 * Makes a socket that is never accelerated: exactly socket(), with its result and errno.
 */
extern int onload_socket_nonaccel(int domain, int type, int protocol);

/*
 * A flag for recv(), recvfrom() and recvmsg(): return the data of one packet at most. LKOS accepts it without effect;
 * the kernel does not show where a TCP packet ends.
 */
#define ONLOAD_MSG_ONEPKT 0x20000

#ifdef __cplusplus
}
#endif

#endif
