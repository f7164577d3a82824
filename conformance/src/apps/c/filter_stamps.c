// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: filter_stamps FORM ORDER. Stamps of received messages in the kernel's form, or as records by Onload's own call,
 * of a socket that has a filter since before the request, since after it, or has none.
 */
#include "stamping.h"
#include <onload/extensions_timestamping.h>
#include <onload/extensions_zc.h>

#define MESSAGES 3

static int datagrams_seen;

static enum onload_zc_callback_rc count_seen(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)argument;
    (void)flags;
    NEED(message->iov->iov_len == 8 && message->msghdr.msg_controllen == 0 ? 0 : -1);
    datagrams_seen++;
    return ONLOAD_ZC_CONTINUE;
}

static void ask(int fd, const char *form)
{
    if (strcmp(form, "records") == 0)
        NEED(onload_timestamping_request(fd, ONLOAD_TIMESTAMPING_FLAG_RX_NIC));
    else
        request(fd, SO_TIMESTAMPING, SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
}

static void tell(struct message *message, ssize_t bytes)
{
    struct cmsghdr *control = CMSG_FIRSTHDR(&message->header.msg_hdr);

    describe(message, bytes);
    if (control && control->cmsg_len == CMSG_LEN(sizeof(struct onload_timestamp)))
        fact("record %s", ((struct onload_timestamp *)CMSG_DATA(control))->sec ? "set" : "zero");
}

static void receive(struct pair pair)
{
    struct message messages[MESSAGES];
    struct mmsghdr headers[MESSAGES];

    for (int i = 0; i < 2 * MESSAGES; i++)
        NEED(send(pair.sender, "stamped", 8, 0));
    for (int i = 0; i < MESSAGES; i++) {
        prepare(&messages[i]);
        messages[i].data_room.iov_len = 1 + i * 7;
        headers[i] = messages[i].header;
    }
    NEED(recvmmsg(pair.receiver, headers, MESSAGES, 0, NULL) == MESSAGES ? 0 : -1);
    for (int i = 0; i < MESSAGES; i++) {
        messages[i].header = headers[i];
        tell(&messages[i], headers[i].msg_len);
        prepare(&messages[i]);
        tell(&messages[i], NEED(recvmsg(pair.receiver, &messages[i].header.msg_hdr, 0)));
    }
}

int main(int, char **argv)
{
    struct pair pair = open_udp_pair("ipv4");
    bool before = strcmp(argv[2], "before") == 0;
    bool after = strcmp(argv[2], "after") == 0;

    keep_stamping_on();
    if (before)
        NEED(onload_set_recv_filter(pair.receiver, count_seen, NULL, 0));
    ask(pair.receiver, argv[1]);
    if (after)
        NEED(onload_set_recv_filter(pair.receiver, count_seen, NULL, 0));
    receive(pair);
    NEED(datagrams_seen == (before || after ? 2 * MESSAGES : 0) ? 0 : -1);
    return 0;
}
