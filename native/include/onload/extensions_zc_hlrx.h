/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */

/*
 * What only Onload 8 has: buffers that are counted, registered and received in the memory of a device. Onload 9 dropped
 * it all, so an application that is to run on it as well looks these functions up by dlsym(). Some of them were declared
 * in <onload/extensions_zc.h> then.
 *
 * LKOS has them so that programs built for Onload 8 start: each returns -ENOSYS, the negative number itself, and touches
 * nothing. For what the types mean see <onload/extensions_zc.h>.
 */

#ifndef __ONLOAD_ZC_HLRX_H__
#define __ONLOAD_ZC_HLRX_H__

#include <onload/extensions_zc.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- constants ---- */

/* Flags of struct onload_zc_iovec: what a device does with the checksum it computes. */
#define ONLOAD_ZC_SEND_FLAG_ACCUM_CRC 0x1
#define ONLOAD_ZC_SEND_FLAG_INSERT_CRC 0x2
#define ONLOAD_ZC_RECV_FLAG_OFFLOAD_OOB 0x0100
#define ONLOAD_ZC_RECV_FLAG_OFFLOAD_RESERVED 0xff00

/* The type, at level SOL_IP, of the control message that says which pointer was sent completely. */
#define ONLOAD_SO_ONLOADZC_COMPLETE 8902

/* An option of TCP, an int: what a device does with the stream. */
#define ONLOAD_TCP_OFFLOAD 47429

/* An ioctl() with a uint64_t *. */
#define ONLOAD_SIOC_CEPH_REMOTE_CONSUME 0x654182d9

/* ---- buffers ---- */

/* One more user of a buffer, which has one at first. Returns 0 or a negative number. */
extern int onload_zc_buffer_incref(int fd, onload_zc_handle buf);

/* One user less; the last releases it. Returns 0 or a negative number. */
extern int onload_zc_buffer_decref(int fd, onload_zc_handle buf);

/*
 * Makes whole pages, of the application or of the device that addr_space names, usable for onload_zc_send(). flags is 0.
 * Returns 0 and stores a handle, or a negative number.
 */
extern int onload_zc_register_buffers(int fd, uint64_t addr_space, uint64_t base_ptr, uint64_t len, int flags,
                                      onload_zc_handle *handle);

/* Undoes it. flags is 0. Returns 0 or a negative number. */
extern int onload_zc_unregister_buffers(int fd, onload_zc_handle handle, int flags);

/*
 * Describes the memory that a stack receives in. *iovecs_len is the room in iov and becomes the number of entries, with
 * the result -ENOSPC for too little room as well. flags is 0. Returns 0 or a negative number.
 */
extern int onload_zc_query_rx_memregs(int fd, struct onload_zc_iovec *iov, int *iovecs_len, int flags);

/* ---- a TCP socket read in order, in memory of the host and of a device ---- */

struct onload_zc_hlrx;

/* Makes the one reader of a socket. flags is 0. Returns 0 and stores it, or a negative number. */
extern int onload_zc_hlrx_alloc(int fd, int flags, struct onload_zc_hlrx **hlrx);

/* Ends it. Returns 0, or -EBUSY while memory of a device is not released. */
extern int onload_zc_hlrx_free(struct onload_zc_hlrx *hlrx);

/* Releases a buffer that onload_zc_hlrx_recv_zc() gave. Returns 0 or a negative number. */
extern int onload_zc_hlrx_buffer_release(int fd, onload_zc_handle buf);

/*
 * recvmsg() with copying, without MSG_PEEK and MSG_TRUNC. Returns the number of bytes, -EREMOTEIO if the next are in
 * memory of a device, or another negative number.
 */
extern ssize_t onload_zc_hlrx_recv_copy(struct onload_zc_hlrx *hlrx, struct msghdr *msg, int flags);

/*
 * Fills at most msg->msghdr.msg_iovlen entries with at most max_bytes bytes, each to be released. Returns the number of
 * bytes or a negative number.
 */
extern ssize_t onload_zc_hlrx_recv_zc(struct onload_zc_hlrx *hlrx, struct onload_zc_msg *msg, size_t max_bytes,
                                      int flags);

/*
 * Copies what a device sent beside the stream about the bytes that inband names. Returns the number of bytes or a
 * negative number.
 */
extern ssize_t onload_zc_hlrx_recv_oob(struct onload_zc_hlrx *hlrx, const struct onload_zc_iovec *inband, void *buf,
                                       size_t len, int *flags);

#ifdef __cplusplus
}
#endif

#endif
