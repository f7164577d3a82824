// SPDX-License-Identifier: GPL-2.0-only
/* Usage: other_namespace LIBRARY. The library loaded once more, with a libc of its own, and used there. */
#include "stamping.h"
#include <dlfcn.h>

int main(int argc, char **argv)
{
    void *library = dlmopen(LM_ID_NEWLM, argv[argc - 1], RTLD_NOW | RTLD_LOCAL);
    NEED(library ? 0 : -1);
    __typeof__(&setsockopt) set = dlsym(library, "setsockopt");
    __typeof__(&recvmsg) receive = dlsym(library, "recvmsg");
    int (*is_present)(void) = dlsym(library, "onload_is_present");
    int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
    struct pair pair = open_udp_pair("ipv4");
    struct message message;

    keep_stamping_on();
    prepare(&message);
    ANSWER("is present", is_present());
    fact("set: %d", set(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    fact("sent: %zd", send(pair.sender, "data", 4, 0));
    fact("received: %zd", receive(pair.receiver, &message.header.msg_hdr, 0));
    fact("control %zu", message.header.msg_hdr.msg_controllen);
    fact("closed: %d", dlclose(library));
    return 0;
}
