// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: batches FLAGS RECORDS SLOT COMPANIONS FAMILY. Batches of 1 to 100 messages and of more than a call takes; some
 * ask for RECORDS of their own, some have other control messages beside that, up to COMPANIONS. Counts what comes back
 * stamped in SLOT alone.
 */
#include "examination.h"
#include "sending.h"

#define LONGEST 100
#define TOO_LONG 1100

static int companions;
static int level;
static int type;

static void add_companions(struct outgoing *message, int count, int value)
{
    for (int i = 0; i < count; i++)
        add_control(message, level, type, &value, sizeof(value));
}

/* By their place in the batch: nothing, a request, a request among others, others alone, a request behind many. */
static void compose(struct outgoing *message, int place, unsigned records)
{
    char bytes[8];

    snprintf(bytes, sizeof(bytes), "%d", place);
    fill(message, bytes);
    if (place % 5 >= 2)
        add_companions(message, place % 5 == 4 ? companions : 1, place % 4 * 8);
    if (place % 5 != 0 && place % 5 != 3)
        add_request(message, SO_TIMESTAMPING, records);
    if (place % 5 == 2)
        add_companions(message, 1, place % 4 * 8);
}

static void send_batch(int fd, int count, unsigned records)
{
    static struct outgoing messages[TOO_LONG];
    static struct mmsghdr headers[TOO_LONG];
    int lengths = 0;

    for (int i = 0; i < count; i++) {
        compose(&messages[i], i, records);
        headers[i] = messages[i].header;
    }
    ANSWER("sendmmsg", sendmmsg(fd, headers, count, MSG_DONTWAIT));
    for (int i = 0; i < count; i++)
        lengths += headers[i].msg_len;
    fact(" of %d messages, %d bytes", count, lengths);
}

static void receive_batch_of(int fd, int count)
{
    for (int i = 0; i < count; i++) {
        struct message message;
        int traffic_class = -1;

        prepare(&message);
        NEED(recvmsg(fd, &message.header.msg_hdr, 0));
        struct cmsghdr *control = CMSG_FIRSTHDR(&message.header.msg_hdr);
        if (control)
            memcpy(&traffic_class, CMSG_DATA(control), control->cmsg_len - CMSG_LEN(0));
        fact(" %.8s class %d", message.data, traffic_class & 0xff);
    }
}

static bool is_in_slot_alone(const struct cmsghdr *control, int slot)
{
    struct timespec stamps[SLOTS];
    bool right = control && is_timestamping(control);

    if (right)
        memcpy(stamps, CMSG_DATA(control), sizeof(stamps));
    for (int i = 0; right && i < SLOTS; i++)
        right = strcmp(stamp_state(&stamps[i]), i == slot ? "set" : "zero") == 0;
    return right;
}

static void take_stamps(int fd, int slot)
{
    struct message message;
    int right = 0, wrong = 0;

    for (prepare(&message); recvmsg(fd, &message.header.msg_hdr, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0; prepare(&message))
        if (is_in_slot_alone(CMSG_FIRSTHDR(&message.header.msg_hdr), slot))
            right++;
        else
            wrong++;
    fact(" stamped %d, otherwise %d", right, wrong);
}

static void open_up(struct pair pair, unsigned flags, bool v6)
{
    int room = 8 << 20;
    int on = 1;

    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
    NEED(setsockopt(pair.receiver, level, v6 ? IPV6_RECVTCLASS : IP_RECVTOS, &on, sizeof(on)));
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
}

int main(int, char **argv)
{
    unsigned flags = strtoul(argv[1], NULL, 0);
    unsigned records = strtoul(argv[2], NULL, 0);
    bool v6 = family_of(argv[5]) == AF_INET6;

    companions = atoi(argv[4]);
    level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
    type = v6 ? IPV6_TCLASS : IP_TOS;
    clock_gettime(CLOCK_REALTIME, &started);
    struct pair pair = open_pair("udp", argv[5]);
    open_up(pair, flags, v6);
    for (int count = 1; count <= LONGEST; count++) {
        send_batch(pair.sender, count, records);
        receive_batch_of(pair.receiver, count);
        take_stamps(pair.sender, atoi(argv[3]));
    }
    send_batch(pair.sender, TOO_LONG, records);
    return 0;
}
