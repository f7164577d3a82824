// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: interface_feature BEFORE. A message that names its interface after BEFORE messages that do not, again after the
 * application asked whether it may, and where Onload leaves the socket to the kernel.
 */
#include "onload.h"
#include "sending.h"

static struct outgoing message;

static void tell(const char *what, int fd, int flags)
{
    unsigned choice[4] = {1};

    fill(&message, "named");
    add_control(&message, SOL_SOCKET, 58, choice, sizeof(choice));
    ANSWER(what, sendmsg(fd, &message.header.msg_hdr, flags));
    ANSWER(" in a batch", sendmmsg(fd, &message.header, 1, flags));
}

int main(int, char **argv)
{
    struct pair pair = open_udp_pair("ipv4");
    int ends[2];

    for (int i = atoi(argv[1]); i > 0; i--) {
        fill(&message, "plain");
        NEED(sendmsg(pair.sender, &message.header.msg_hdr, 0));
    }
    tell("named", pair.sender, 0);
    tell("warm and named", pair.sender, ONLOAD_MSG_WARM);
    ANSWER("may it", ONLOAD(onload_fd_check_feature)(pair.sender, ONLOAD_FD_FEAT_TX_SCM_TS_PKTINFO));
    tell("named after that", pair.sender, 0);
    NEED(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    tell("named to a local socket", ends[0], 0);
    return 0;
}
