// SPDX-License-Identifier: GPL-2.0-only
/* What differs from run to run by its nature, replaced where it lies: times, free ports, process numbers. */
#ifndef FUZZ_NORMAL_H
#define FUZZ_NORMAL_H

#include "blocks.h"
#include <linux/errqueue.h>
#include <linux/netlink.h>
#include <netpacket/packet.h>

#define STAMP_SET 0x11
#define HIDDEN 0xee
/* IPV6_FLOWINFO, which libc has not got; the kernel makes labels at random. */
#define FLOW_LABEL 11

#define FIRST_FREE_PORT 1024

static uint16_t port_names[65536];
static uint16_t ports_named;

static inline void hide(unsigned char *at, size_t size)
{
    memset(at, HIDDEN, size);
}

/* Ports are told by the order in which they were first seen. */
static inline void normalise_port(unsigned char *at)
{
    unsigned port = at[0] << 8 | at[1];

    if (port < FIRST_FREE_PORT)
        return;
    if (port_names[port] == 0)
        port_names[port] = ++ports_named;
    at[0] = 0xf0 | port_names[port] >> 8;
    at[1] = port_names[port];
}

static inline void normalise_name(unsigned char *at, size_t size)
{
    uint16_t family;

    if (size < 3)
        return;
    memcpy(&family, at, 2);
    if ((family == AF_INET || family == AF_INET6) && size >= 4)
        normalise_port(at + 2);
    else if (family == AF_INET || family == AF_INET6)
        hide(at + 2, 1);
    else if (family == AF_NETLINK && size > 4)
        hide(at + 4, size < 8 ? size - 4 : 4);
    else if (family == AF_UNIX && at[2] == 0)
        hide(at + 2, size - 2);
}

/* A time is there or it is not; where it is cut off, its first bytes tell. */
static inline void normalise_time(unsigned char *at, size_t size)
{
    unsigned char set = 0;

    for (size_t i = 0; i < size; i++)
        set |= at[i];
    if (set != 0)
        memset(at, STAMP_SET, size);
}

static inline bool is_stamps(const struct cmsghdr *header)
{
    return header->cmsg_level == SOL_SOCKET && (header->cmsg_type == 37 || header->cmsg_type == 65);
}

static inline bool is_time(const struct cmsghdr *header)
{
    int type = header->cmsg_type;

    return is_stamps(header) ||
           (header->cmsg_level == SOL_SOCKET && (type == 29 || type == 35 || type == 63 || type == 64));
}

static inline bool is_error(const struct cmsghdr *header)
{
    return (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_RECVERR) ||
           (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_RECVERR) ||
           (header->cmsg_level == SOL_PACKET && header->cmsg_type == PACKET_TX_TIMESTAMP);
}

static inline void normalise_payload(const struct cmsghdr *header, unsigned char *at, size_t size)
{
    const size_t offender = sizeof(struct sock_extended_err);

    if (is_time(header)) {
        for (size_t i = 0; i < size; i += 16)
            normalise_time(at + i, size - i < 16 ? size - i : 16);
    } else if (is_error(header) && size > offender) {
        normalise_name(at + offender, size - offender);
    } else if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_RECVORIGDSTADDR) {
        normalise_name(at, size);
    } else if (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_RECVORIGDSTADDR) {
        normalise_name(at, size);
    } else if (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == FLOW_LABEL) {
        hide(at, size);
    } else if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_CREDENTIALS) {
        hide(at, size < 4 ? size : 4);
    } else if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPING_OPT_STATS) {
        hide(at, size);
    }
}

/* Calls a function for each control message that lies in the buffer, its padding included. */
#define EACH_CONTROL(header, message)                                                                                  \
    (struct cmsghdr *header = CMSG_FIRSTHDR(message);                                                                  \
     header != NULL && header->cmsg_len >= sizeof(*header) && header->cmsg_len <= (message)->msg_controllen;           \
     header = CMSG_NXTHDR(message, header))

static inline void normalise_control(struct msghdr *message)
{
    const unsigned char *end = (unsigned char *)message->msg_control + message->msg_controllen;

    for EACH_CONTROL (header, message) {
        unsigned char *at = CMSG_DATA(header);
        size_t left = end - at;
        size_t size = header->cmsg_len - sizeof(*header);

        normalise_payload(header, at, size < left ? size : left);
    }
}

/* The number and the checksum of an IPv4 packet, which a raw socket is shown. */
static inline void normalise_packet(struct msghdr *message, size_t size)
{
    static const unsigned char hidden[] = {4, 5, 10, 11};

    for (size_t h = 0; h < COUNT(hidden) && hidden[h] < size; h++) {
        size_t skip = hidden[h];
        for (size_t i = 0; i < message->msg_iovlen; i++) {
            if (skip < message->msg_iov[i].iov_len) {
                hide((unsigned char *)message->msg_iov[i].iov_base + skip, 1);
                break;
            }
            skip -= message->msg_iov[i].iov_len;
        }
    }
}

/* What the error queue gives back are packets as they were sent, and netlink tells of the machine. */
static inline void hide_data(struct msghdr *message, size_t size)
{
    for (size_t i = 0; i < message->msg_iovlen && size > 0; i++) {
        size_t length = message->msg_iov[i].iov_len < size ? message->msg_iov[i].iov_len : size;
        hide(message->msg_iov[i].iov_base, length);
        size -= length;
    }
}

#endif
