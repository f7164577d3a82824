// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stamps_by_message CALL TYPE OPTION PROTOCOL FAMILY FLAGS... For each of FLAGS a socket that is asked for all of
 * them but the records of what is sent; those come with each message, as control messages of TYPE. CALL is sendmsg, or
 * sendmmsg for all in one batch.
 */
#include "examination.h"
#include "sending.h"

static const char *protocol;
static const char *family;

/* A companion before the request and one behind it. */
static void compose(struct outgoing *message, int type, unsigned records)
{
    bool v6 = family_of(family) == AF_INET6;
    bool by_ip = !is_tcp(protocol) && strcmp(protocol, "packet") != 0;
    int value = 8;

    fill(message, "asked");
    if (by_ip)
        add_control(message, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_TCLASS : IP_TOS, &value, sizeof(value));
    add_request(message, type, records);
    if (by_ip)
        add_control(message, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_HOPLIMIT : IP_TTL, &value, sizeof(value));
}

static void address_to_loopback(struct outgoing *message, struct sockaddr_ll *place)
{
    *place = (struct sockaddr_ll){
        .sll_family = AF_PACKET,
        .sll_protocol = htons(ETHERTYPE),
        .sll_halen = ETH_ALEN,
        .sll_ifindex = NEED(if_nametoindex("lo")),
    };
    message->header.msg_hdr.msg_name = place;
    message->header.msg_hdr.msg_namelen = sizeof(*place);
}

static void send_all(const char *call, int fd, struct outgoing *messages)
{
    struct mmsghdr headers[MESSAGES];

    if (strcmp(call, "sendmsg") == 0) {
        for (int i = 0; i < MESSAGES; i++)
            ANSWER(" sendmsg", sendmsg(fd, &messages[i].header.msg_hdr, 0));
        return;
    }
    for (int i = 0; i < MESSAGES; i++)
        headers[i] = messages[i].header;
    ANSWER(" sendmmsg", sendmmsg(fd, headers, MESSAGES, 0));
    for (int i = 0; i < MESSAGES; i++) {
        fact("  length %u", headers[i].msg_len);
        messages[i].header.msg_hdr = headers[i].msg_hdr;
    }
}

/* What arrives tells that companions were sent along. */
static void ask_for_companions_back(int fd)
{
    int on = 1;

    if (strcmp(protocol, "udp") == 0 && family_of(family) == AF_INET) {
        NEED(setsockopt(fd, IPPROTO_IP, IP_RECVTOS, &on, sizeof(on)));
        NEED(setsockopt(fd, IPPROTO_IP, IP_RECVTTL, &on, sizeof(on)));
    }
}

static void receive_all(int fd)
{
    char stream[MESSAGES * sizeof(((struct outgoing *)NULL)->bytes)];

    if (is_tcp(protocol))
        NEED(recv(fd, stream, sizeof(stream), MSG_WAITALL));
    else
        for (int i = 0; i < MESSAGES; i++)
            receive_one(fd, 0);
}

static void send_and_look(const char *call, int type, struct pair pair, unsigned records)
{
    struct outgoing messages[MESSAGES], originals[MESSAGES];
    struct sockaddr_ll place;

    for (int i = 0; i < MESSAGES; i++) {
        compose(&messages[i], type, records);
        if (strcmp(protocol, "packet") == 0)
            address_to_loopback(&messages[i], &place);
    }
    memcpy(originals, messages, sizeof(messages));
    clock_gettime(CLOCK_REALTIME, &started);
    send_all(call, pair.sender, messages);
    fact(" buffers %s", memcmp(originals, messages, sizeof(messages)) == 0 ? "unchanged" : "changed");
    receive_all(pair.receiver);
    while (take_error(pair.sender))
        continue;
}

static void serve_request(const char *call, int type, int option, struct pair pair, unsigned flags)
{
    unsigned kept = flags & ~TX_RECORDS;
    unsigned read_back = -1;
    socklen_t length = sizeof(read_back);

    NEED(setsockopt(pair.sender, SOL_SOCKET, option, &kept, sizeof(kept)));
    send_and_look(call, type, pair, flags & TX_RECORDS);
    NEED(getsockopt(pair.sender, SOL_SOCKET, option, &read_back, &length));
    fact(" flags %s", read_back == kept ? "as set" : "others");
}

int main(int argc, char **argv)
{
    protocol = argv[4];
    family = argv[5];
    keep_stamping_on();
    struct pair pair = open_kind(protocol, family);
    for (int i = 6; i < argc; i++) {
        unsigned none = 0;

        fact("request %d", i - 6);
        ask_for_companions_back(pair.receiver);
        serve_request(argv[1], atoi(argv[2]), atoi(argv[3]), pair, strtoul(argv[i], NULL, 0));
        NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &none, sizeof(none)));
    }
    return 0;
}
