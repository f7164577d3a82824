// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: control_bytes CALL OPTION VALUE PROTOCOL FAMILY. The whole control buffer as it comes, byte by byte, with the
 * times blotted out; other control messages travel before and behind the stamp.
 */
#include "stamping.h"

#define BLOT 0xee

static void ask_for_companions(int fd, const char *family)
{
    bool v6 = family_of(family) == AF_INET6;
    int level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
    int on = 1;

    NEED(setsockopt(fd, level, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, &on, sizeof(on)));
    NEED(setsockopt(fd, level, v6 ? IPV6_RECVHOPLIMIT : IP_RECVTTL, &on, sizeof(on)));
    NEED(setsockopt(fd, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof(on)));
}

/* Seconds are enough to know a time by, be it a timeval or a timespec. */
static void blot(unsigned char *from, unsigned char *to)
{
    struct timespec stamp;

    for (; from + sizeof(stamp) <= to; from += sizeof(stamp)) {
        memcpy(&stamp, from, sizeof(stamp));
        if (stamp.tv_sec >= started.tv_sec && stamp.tv_sec <= started.tv_sec + 60)
            memset(from, BLOT, sizeof(stamp));
    }
}

static bool is_time(const struct cmsghdr *control)
{
    return is_timestamping(control) || (control->cmsg_level == SOL_SOCKET &&
                                        (control->cmsg_type == SO_TIMESTAMP || control->cmsg_type == SO_TIMESTAMPNS));
}

static void print_bytes(struct message *message)
{
    struct msghdr *header = &message->header.msg_hdr;

    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control))
        if (is_time(control))
            blot(CMSG_DATA(control), (unsigned char *)control + control->cmsg_len);
    fact("flags %#x control %zu", header->msg_flags, header->msg_controllen);
    for (size_t i = 0; i < sizeof(message->control); i += 8)
        fact("%3zu: %02x %02x %02x %02x %02x %02x %02x %02x", i, message->control[i], message->control[i + 1],
             message->control[i + 2], message->control[i + 3], message->control[i + 4], message->control[i + 5],
             message->control[i + 6], message->control[i + 7]);
}

int main(int argc, char **argv)
{
    struct pair pair = open_pair(argv[argc - 2], argv[argc - 1]);
    struct message message;

    keep_stamping_on();
    request(pair.receiver, atoi(argv[2]), strtoul(argv[3], NULL, 0));
    ask_for_companions(pair.receiver, argv[argc - 1]);
    NEED(send(pair.sender, "stamped", 8, 0));
    prepare(&message);
    if (strcmp(argv[1], "recvmmsg") == 0)
        NEED(recvmmsg(pair.receiver, &message.header, 1, 0, NULL));
    else
        NEED(recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    print_bytes(&message);
    return 0;
}
