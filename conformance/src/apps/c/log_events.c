// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does one of each thing that is worth a line in the log, and some that are not. Tells whether it runs with privileges.
 */
#include "messages.h"
#include <dlfcn.h>
#include <linux/net_tstamp.h>
#include <sys/auxv.h>

static void request(int fd, int flags)
{
    ANSWER("request", setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
}

static void ask_onload(void)
{
    int (*get)(const char *, int64_t *) = dlsym(RTLD_DEFAULT, "onload_stack_opt_get_int");
    int64_t value;

    if (get)
        ANSWER("option", get("EF_SPIN_USEC", &value));
}

int main(void)
{
    struct pair pair = open_udp_pair("ipv4");
    struct message message;

    fact("secure %lu", getauxval(AT_SECURE));
    request(pair.receiver, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE);
    request(pair.receiver, SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE);
    ask_onload();
    prepare(&message);
    NEED(send(pair.sender, "data", 4, 0));
    ANSWER("receive", recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    return 0;
}
