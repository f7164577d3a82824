/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */

/*
 * Onload's calls that move data without copying it: zero-copy receive and send, receive filters, and messages prepared
 * in advance (templates).
 *
 * Each function says what it returns, and where LKOS differs from Onload. Under LKOS, where its library is preloaded, TCP
 * and UDP sockets are served, though the kernel moves their data; of any other descriptor, and of sockets that it does not
 * accelerate, Onload says -ESOCKTNOSUPPORT, and so does LKOS of other descriptors. Of an accelerated pipe Onload says
 * -ENOTSOCK, and by templates -EOPNOTSUPP, and so does LKOS under emulation. What LKOS does not serve, and all of it in a
 * program that is only linked to libonload_ext, answers as Onload's own library does where Onload is not running: -ENOSYS,
 * the negative number itself, with nothing read and nothing written, but for onload_zc_await_stack_sync(), which returns
 * 0. So does what takes an onload_zc_iovec in programs built for Onload 8.0.0, where that was longer.
 */

#ifndef __ONLOAD_ZC_H__
#define __ONLOAD_ZC_H__

#include <sched.h> /* struct timespec, in strict C90 as well */
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- buffers and messages ---- */

/* A buffer of a stack. LKOS has one pool for the process, of EF_MAX_PACKETS buffers for sending and as many for receiving. */
struct oo_zc_buf;
typedef struct oo_zc_buf *onload_zc_handle;

/* Memory of the application's, not a buffer. */
#define ONLOAD_ZC_HANDLE_NONZC ((onload_zc_handle)(uintptr_t)(-1))

/* A run of bytes in a buffer; 32 bytes. */
struct onload_zc_iovec {
    __extension__ union {
        void *iov_base; /* the first byte */
        uint64_t iov_ptr;
    };
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    __extension__ uint64_t iov_flags : 16;
    __extension__ uint64_t iov_len : 48;
#else
    __extension__ uint64_t iov_len : 48;
    __extension__ uint64_t iov_flags : 16; /* 0 */
#endif
    onload_zc_handle buf; /* what to release */
    void *unused;
};

/* A message; 64 bytes. The first msghdr.msg_iovlen entries of iov are its data, msghdr.msg_iov means nothing. */
struct onload_zc_msg {
    struct onload_zc_iovec *iov;
    struct msghdr msghdr;
};

/* One of several messages to send; 72 bytes. */
struct onload_zc_mmsg {
    struct onload_zc_msg msg;
    int rc; /* out: bytes taken, or the negative number of an error */
    int fd;
};

/* What the headers are of that a buffer leaves room for. */
enum onload_zc_buffer_type_flags {
    ONLOAD_ZC_BUFFER_HDR_NONE = 0x0,
    ONLOAD_ZC_BUFFER_HDR_UDP = 0x1,
    ONLOAD_ZC_BUFFER_HDR_TCP = 0x2
};

/*
 * Takes iovecs_len buffers of the stack that fd is in, for onload_zc_send(). Each entry of iovecs is filled: iov_base is
 * where data may begin, iov_len how much fits. The caller owns them until they are sent or released. Returns 0; -ENOMEM,
 * no buffer is taken then; or another negative number of an error: -EINVAL for a descriptor that is not open,
 * -ESOCKTNOSUPPORT, and, under LKOS, -EFAULT.
 */
extern int onload_zc_alloc_buffers(int fd, struct onload_zc_iovec *iovecs, int iovecs_len,
                                   enum onload_zc_buffer_type_flags flags);

/*
 * Gives buffers back: those allocated and not sent, and those kept from onload_zc_recv(), of a datagram only the first.
 * fd may be any socket of the stack, also after that of the buffers was closed. Returns 0, or -EINVAL if one is of another
 * stack, none is released then. LKOS: so it does if one is not the caller's, was released before or is named twice.
 */
extern int onload_zc_release_buffers(int fd, onload_zc_handle *bufs, int bufs_len);

/* ---- receive ---- */

/* What a callback returns: any of these together. */
enum onload_zc_callback_rc {
    ONLOAD_ZC_CONTINUE = 0x0,
    ONLOAD_ZC_TERMINATE = 0x1, /* no more messages in this call */
    ONLOAD_ZC_KEEP = 0x2,      /* the buffers are the application's until it releases them */
    ONLOAD_ZC_MODIFIED = 0x4   /* the filter changed the data */
};

/* Flags that a callback is given. LKOS: SHARED where it is known that the datagram was sent to a group. */
#define ONLOAD_ZC_MSG_SHARED 0x1   /* others read the same memory: do not write into it */
#define ONLOAD_ZC_END_OF_BURST 0x2 /* nothing more waits behind this message */

/* Flags for onload_zc_recv(). */
#define ONLOAD_MSG_RECV_OS_INLINE 0x40000000 /* pass on what the kernel's half of the socket received as well */
#define ONLOAD_MSG_DONTWAIT 0x40             /* MSG_DONTWAIT */

/* Those that it takes, and those of them that are libc's. */
#define ONLOAD_ZC_RECV_FLAGS_MASK (ONLOAD_MSG_DONTWAIT | ONLOAD_MSG_RECV_OS_INLINE)
#define ONLOAD_ZC_RECV_FLAGS_PTHRU_MASK (ONLOAD_MSG_DONTWAIT)

struct onload_zc_recv_args;

/*
 * Called in the thread that called onload_zc_recv(), for each datagram or each packet of a stream. args->msg describes
 * the data, which is valid until the callback returns or, if kept, until it is released; args->msg.iov itself until it
 * returns. It must not receive from the same socket; it may release buffers, and pass one that it is going to keep to
 * another thread, which may release it at once. name, control data and flags are set anew for each call. LKOS: it may leave
 * the call by longjmp(), a C++ exception or the end of its thread; the message's buffers are not the application's then,
 * and what was received and not shown is shown by a later call.
 */
typedef enum onload_zc_callback_rc (*onload_zc_recv_callback)(struct onload_zc_recv_args *args, int flags);

/* 88 bytes. */
struct onload_zc_recv_args {
    struct onload_zc_msg msg; /* in: msg_name and msg_control as for recvmsg(); the rest is out */
    onload_zc_recv_callback cb;
    void *user_ptr; /* for the callback */
    int flags;
};

/*
 * Calls back for what has been received, after waiting for the first of it unless ONLOAD_MSG_DONTWAIT or O_NONBLOCK is
 * set. Returns 0 for UDP, and for TCP the number of bytes passed on, 0 at the end of the stream (Onload's own header
 * promises 0 for both); -EAGAIN; -ENOTEMPTY if the kernel's half has data and ONLOAD_MSG_RECV_OS_INLINE is not set, to
 * be read by onload_recvmsg_kernel(); or another negative number of an error: -EINVAL for a flag that is none, on TCP for
 * MSG_OOB and for MSG_WAITALL with ONLOAD_MSG_ONEPKT; -ENOBUFS; -EINTR; that of the socket; -EBADF; -ESOCKTNOSUPPORT.
 * LKOS: never -ENOTEMPTY, for all that was received is passed on; -ENOBUFS when all buffers are kept, what comes then
 * waits; -EFAULT. Where a callback ends a call on UDP for the first time, after it has gone on for thousands of datagrams,
 * up to 32 that were received already wait for the next call, and poll() does not tell of them.
 */
extern int onload_zc_recv(int fd, struct onload_zc_recv_args *args);

/*
 * recvmsg() from the kernel's half of an accelerated UDP socket, without waiting. Returns the number of bytes; -1 with
 * errno EAGAIN if nothing is there; or a negative number of an error: -EOPNOTSUPP on TCP, -EBADF, -ESOCKTNOSUPPORT.
 * LKOS: nothing ever is there, see onload_zc_recv().
 */
extern int onload_recvmsg_kernel(int fd, struct msghdr *msg, int flags);

/* ---- send ---- */

/* Flags for onload_zc_send(); ONLOAD_MSG_DONTWAIT and, of <onload/extensions.h>, ONLOAD_MSG_WARM are others. */
#define ONLOAD_MSG_MORE 0x8000     /* MSG_MORE */
#define ONLOAD_MSG_NOSIGNAL 0x4000 /* MSG_NOSIGNAL */

/* Those that it takes, and those of them that are libc's. */
#define ONLOAD_ZC_SEND_FLAGS_MASK (ONLOAD_MSG_MORE | ONLOAD_MSG_NOSIGNAL | ONLOAD_MSG_DONTWAIT | ONLOAD_MSG_WARM)
#define ONLOAD_ZC_SEND_FLAGS_PTHRU_MASK (ONLOAD_MSG_MORE | ONLOAD_MSG_NOSIGNAL | ONLOAD_MSG_DONTWAIT)

/*
 * Sends messages over the TCP sockets that they name, in order, until one fails. Their data lies in buffers of
 * onload_zc_alloc_buffers(), which are Onload's as far as rc counts them; the others stay the caller's. Returns how many
 * messages have got an rc, or the negative number of an error, no rc is touched then.
 *
 * rc is the number of bytes taken, which may be fewer than all where the socket does not wait (O_NONBLOCK or
 * ONLOAD_MSG_DONTWAIT), a signal came or SO_SNDTIMEO has passed, but always those of whole buffers; or -EAGAIN, -EINTR;
 * -EINVAL for a flag not in ONLOAD_ZC_SEND_FLAGS_MASK, or a buffer that is not the caller's, is named twice or does not
 * hold what iov_base and iov_len say; -EPIPE, with SIGPIPE unless ONLOAD_MSG_NOSIGNAL; -EBADF; or the error of the
 * socket. Under ONLOAD_MSG_WARM nothing is sent: rc is the length of the one buffer, which stays the caller's.
 *
 * LKOS, where liblkos.so is preloaded: a TCP message is not cut inside a buffer, and bad buffers are looked for in groups
 * of 64, so that those before the group may have been sent. Over UDP, where Onload says -EOPNOTSUPP, a message is a
 * datagram of up to 120 buffers, to msg_name where that is given; control data is not looked at. A message without
 * buffers gets an rc of 0. None after it gets one, nor after a message that was sent in part. Other descriptors get
 * -ESOCKTNOSUPPORT. A null msgs is -EFAULT.
 */
extern int onload_zc_send(struct onload_zc_mmsg *msgs, int mlen, int flags);

/*
 * Waits until what has been sent over the stack that fd is in has left the memory of the application. Returns 0, or the
 * negative number of an error: -EINVAL for a descriptor that is not open, -ESOCKTNOSUPPORT. LKOS: nothing is sent from that
 * memory, so there is nothing to wait for.
 */
extern int onload_zc_await_stack_sync(int fd);

/* ---- a filter of what is received ---- */

/*
 * Called in the thread that receives, before a datagram is delivered to it. msg->iov is all of the datagram, however
 * little the caller has room for; msg->msghdr has no control data. Both are valid until the function returns. flags is 0,
 * or ONLOAD_ZC_MSG_SHARED for a datagram to a multicast address. Only ONLOAD_ZC_CONTINUE means something.
 *
 * LKOS: msg->iov is one entry, its handle ONLOAD_ZC_HANDLE_NONZC; what the function changes in it is what is delivered.
 * msg_name is the sender, as far as the caller has room for it. Whatever is returned, the datagram is delivered.
 * ONLOAD_ZC_MSG_SHARED is given if the socket is bound to the multicast address, or the call returns packet information
 * (IP_PKTINFO, IPV6_PKTINFO). The function may receive from other sockets, and need not return at all.
 */
typedef enum onload_zc_callback_rc (*onload_zc_recv_filter_callback)(struct onload_zc_msg *msg, void *arg, int flags);

/*
 * Sets the one filter of a UDP socket: for recv(), recvfrom(), recvmsg(), recvmmsg(), read() and readv() by any of its
 * descriptors, but not for MSG_PEEK, MSG_ERRQUEUE and onload_zc_recv(). flags is 0. The function and cb_arg are kept until
 * others take their place, the socket is closed, or filter is null, which removes it. Returns 0; -EOPNOTSUPP for TCP,
 * -ESOCKTNOSUPPORT for a descriptor of another kind, -EBADF for none; -EINVAL for a flag.
 *
 * LKOS: works where liblkos.so is preloaded, else -ENOSYS; -ENOMEM if 4096 sockets have a filter. It sees the calls of
 * all objects that are loaded when it is set, but for those by pointers that the application got from dlsym(); for objects
 * that are opened later, set it again. A filter is this process's and its children's, not that of others which have the
 * socket.
 */
extern int onload_set_recv_filter(int fd, onload_zc_recv_filter_callback filter, void *cb_arg, int flags);

/* ---- templates: a TCP message laid down in advance, changed here and there, and sent ---- */

struct oo_msg_template;
typedef struct oo_msg_template *onload_template_handle;

/* A change of a template; 32 bytes. */
struct onload_template_msg_update_iovec {
    void *otmu_base;     /* the new bytes, which are copied */
    size_t otmu_len;     /* how many, at least 1 */
    off_t otmu_offset;   /* where, in the message */
    unsigned otmu_flags; /* 0 */
};

enum onload_template_flags {
    ONLOAD_TEMPLATE_FLAGS_SEND_NOW = 0x1,  /* update: send it, which ends the template */
    ONLOAD_TEMPLATE_FLAGS_PIO_RETRY = 0x2, /* alloc: do without memory of the card for now */
    ONLOAD_TEMPLATE_FLAGS_DONTWAIT = 0x40  /* update: do not wait for room to send; MSG_DONTWAIT */
};

/*
 * Makes a template for a connected TCP socket out of initial_msg, mlen entries, which are copied, and stores its handle.
 * It ends by being sent or aborted, or with the socket. Returns 0, or the negative number of an error: -E2BIG, -ENOMEM,
 * -EINVAL for a flag other than ONLOAD_TEMPLATE_FLAGS_PIO_RETRY, -ENOTCONN, -EOPNOTSUPP and others.
 *
 * LKOS, where liblkos.so is preloaded: a message has at most 1856 bytes; -EOPNOTSUPP over UDP, -ESOCKTNOSUPPORT for what
 * is no socket of TCP or UDP, -EBUSY where no packet buffer is left, -EPIPE where the connection's sending half was shut.
 */
extern int onload_msg_template_alloc(int fd, const struct iovec *initial_msg, int mlen, onload_template_handle *handle,
                                     unsigned flags);

/*
 * Changes a template by ulen updates, in order, and sends it if ONLOAD_TEMPLATE_FLAGS_SEND_NOW is set. The length of the
 * message stays. Returns 0, or the negative number of an error: -EINVAL for a range or flag that is none, earlier
 * updates having been made; those of sending, the template having ended.
 *
 * LKOS, where liblkos.so is preloaded: all of the message is sent or nothing, without SIGPIPE. A template of a connection
 * that was shut down or reset ends at its next use, which returns the socket's error or -EPIPE. -EINVAL for a handle that
 * is no live template's of this socket, whatever descriptor it has; -EFAULT for memory that cannot be read.
 */
extern int onload_msg_template_update(int fd, onload_template_handle handle,
                                      const struct onload_template_msg_update_iovec *updates, int ulen, unsigned flags);

/*
 * Ends a template without sending it. Returns 0, or -EINVAL if it is of another socket. LKOS: -EINVAL as well where it has
 * ended before.
 */
extern int onload_msg_template_abort(int fd, onload_template_handle handle);

#ifdef __cplusplus
}
#endif

#endif
