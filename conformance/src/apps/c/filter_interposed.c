// SPDX-License-Identifier: GPL-2.0-only
/*
 * recv of a socket with a filter and of one without, where somebody else stands in front of it as well: a preloaded
 * library that counts its calls, or the program itself, compiled with OWN_RECV.
 */
#include "app.h"
#include <onload/extensions_zc.h>
#include <sys/syscall.h>

#ifdef OWN_RECV
int receives_counted;

ssize_t recv(int fd, void *buffer, size_t size, int flags)
{
    receives_counted++;
    return syscall(SYS_recvfrom, fd, buffer, size, flags, NULL, NULL);
}
#else
extern int receives_counted __attribute__((weak));
#endif

static int datagrams_seen;

static enum onload_zc_callback_rc count_seen(struct onload_zc_msg *message, void *argument, int flags)
{
    (void)message;
    (void)argument;
    (void)flags;
    datagrams_seen++;
    return ONLOAD_ZC_CONTINUE;
}

static void receive(const char *what, struct pair pair)
{
    int *counted = &receives_counted;
    char data[8];

    *counted = 0;
    datagrams_seen = 0;
    NEED(send(pair.sender, "data", 4, 0));
    NEED(recv(pair.receiver, data, sizeof(data), 0) == 4 ? 0 : -1);
    NEED(send(pair.sender, "data", 4, 0));
    NEED(read(pair.receiver, data, sizeof(data)) == 4 ? 0 : -1);
    fact("%s: %d counted, %d seen", what, *counted, datagrams_seen);
}

int main(void)
{
    struct pair filtered = open_udp_pair("ipv4");

    NEED(onload_set_recv_filter(filtered.receiver, count_seen, NULL, 0));
    receive("with a filter", filtered);
    receive("without", open_udp_pair("ipv4"));
    return 0;
}
