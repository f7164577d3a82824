// SPDX-License-Identifier: GPL-2.0-only
/* What one end of a pair that asked for stamps is shown, by one of five calls. */
#ifndef EXAMINATION_H
#define EXAMINATION_H

#include "kinds.h"
#include "transcript.h"

#define MESSAGES 3

/* Control messages that come behind the stamp, of every level there is. */
static inline void ask_for_companions(int fd, const char *protocol, const char *family)
{
    bool v6 = family_of(family) == AF_INET6;
    int on = 1;

    if (strcmp(protocol, "packet") == 0) {
        NEED(setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &on, sizeof(on)));
    } else if (is_tcp(protocol)) {
        NEED(setsockopt(fd, IPPROTO_TCP, TCP_INQ, &on, sizeof(on)));
    } else {
        int level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
        NEED(setsockopt(fd, level, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, &on, sizeof(on)));
        NEED(setsockopt(fd, level, v6 ? IPV6_RECVHOPLIMIT : IP_RECVTTL, &on, sizeof(on)));
    }
    if (!is_tcp(protocol))
        NEED(setsockopt(fd, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof(on)));
}

static inline int int_option(int fd, int option)
{
    int value = 0;
    socklen_t length = sizeof(value);

    NEED(getsockopt(fd, SOL_SOCKET, option, &value, &length));
    return value;
}

static inline bool is_stream(int fd)
{
    return int_option(fd, SO_TYPE) == SOCK_STREAM;
}

/* By a packet socket, which writes its packets' Ethernet headers itself if it is a raw one. */
static inline void send_on(const char *device, int fd)
{
    struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_protocol = htons(ETHERTYPE), .sll_halen = ETH_ALEN};
    struct {
        struct ethhdr header;
        char data[8];
    } frame = {{.h_proto = htons(ETHERTYPE)}, "stamped"};
    size_t header = int_option(fd, SO_TYPE) == SOCK_RAW ? 0 : sizeof(frame.header);

    place.sll_ifindex = NEED(if_nametoindex(device));
    NEED(sendto(fd, (char *)&frame + header, sizeof(frame) - header, 0, (struct sockaddr *)&place, sizeof(place)));
}

static inline void send_one(struct pair pair)
{
    if (int_option(pair.sender, SO_DOMAIN) == AF_PACKET)
        send_on("lo", pair.sender);
    else
        NEED(send(pair.sender, "stamped", 8, 0));
}

static inline void receive_one(int fd, int flags)
{
    struct message message;

    prepare(&message);
    transcribe(&message, NEED(recvmsg(fd, &message.header.msg_hdr, flags)));
}

/* The result is that of recvmmsg. */
static inline int receive_batch(int fd, int count, int flags)
{
    struct message messages[MESSAGES];
    struct mmsghdr headers[MESSAGES];

    for (int i = 0; i < count; i++) {
        prepare(&messages[i]);
        headers[i] = messages[i].header;
    }
    int got = recvmmsg(fd, headers, count, flags, NULL);
    for (int i = 0; i < got; i++) {
        messages[i].header = headers[i];
        transcribe(&messages[i], headers[i].msg_len);
    }
    return got;
}

static inline void examine_received(const char *call, struct pair pair)
{
    bool batch = strcmp(call, "recvmmsg") == 0;
    /* A stream would put all its data into the first message. */
    int count = batch && !is_stream(pair.receiver) ? MESSAGES : 1;

    for (int i = 0; i < count; i++)
        send_one(pair);
    if (batch) {
        NEED(receive_batch(pair.receiver, count, 0));
        return;
    }
    if (strcmp(call, "peek") == 0) {
        receive_one(pair.receiver, MSG_PEEK);
        receive_one(pair.receiver, MSG_PEEK);
    }
    receive_one(pair.receiver, 0);
}

/* By then what was sent has gone out, and the stamp has come back. */
static inline void await_delivery(struct pair pair)
{
    char data[64];

    NEED(recv(pair.receiver, data, sizeof(data), 0));
}

static inline bool take_error(int fd)
{
    struct message message;

    prepare(&message);
    ssize_t bytes = recvmsg(fd, &message.header.msg_hdr, MSG_ERRQUEUE | MSG_DONTWAIT);
    if (bytes >= 0)
        transcribe(&message, bytes);
    return bytes >= 0;
}

static inline void examine_sent(const char *call, struct pair pair)
{
    for (int i = 0; i < MESSAGES; i++) {
        send_one(pair);
        await_delivery(pair);
    }
    if (strcmp(call, "errors") == 0)
        while (receive_batch(pair.sender, MESSAGES, MSG_ERRQUEUE | MSG_DONTWAIT) > 0)
            continue;
    else
        while (take_error(pair.sender))
            continue;
}

/* Whether a call, by its name, looks at what was sent: error by recvmsg, errors by recvmmsg. */
static inline bool looks_at_sent(const char *call)
{
    return strncmp(call, "error", 5) == 0;
}

/* recvmsg, recvmmsg and peek look at the receiver, error and errors at the sender. */
static inline void examine(const char *call, struct pair pair)
{
    clock_gettime(CLOCK_REALTIME, &started);
    if (looks_at_sent(call))
        examine_sent(call, pair);
    else
        examine_received(call, pair);
}

#endif
