// SPDX-License-Identifier: GPL-2.0-only
/* Usage: filter_opened LIBRARY. A library that was opened, not preloaded, cannot stand in front of libc: it sets no filter. */
#include "app.h"
#include <dlfcn.h>
#include <onload/extensions_zc.h>

static enum onload_zc_callback_rc fail(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    (void)flags;
    _exit(98);
}

int main(int, char **argv)
{
    struct pair pair = open_udp_pair("ipv4");
    void *library = dlopen(argv[1], RTLD_NOW);
    char data[8];

    NEED(library ? 0 : -1);
    __typeof__(&onload_set_recv_filter) set =
        (__typeof__(&onload_set_recv_filter))dlsym(library, "onload_set_recv_filter");
    ANSWER("filter", set(pair.receiver, fail, NULL, 0));
    ANSWER("removed", set(pair.receiver, NULL, NULL, 0));
    NEED(dlclose(library));
    NEED(send(pair.sender, "data", 4, 0));
    ANSWER("recv", recv(pair.receiver, data, sizeof(data), 0));
    return 0;
}
