// SPDX-License-Identifier: GPL-2.0-only
/* Delegated sends on every kind of descriptor, by an application that sends by itself where it can and else by send. */
#include "app.h"
#include "onload.h"

static void tell(const char *what, int fd)
{
    static char headers[128];
    struct onload_delegated_send send = {.headers = headers, .headers_len = sizeof(headers), .send_wnd = 4711}, copy = send;
    struct iovec data = {"data", 4};

    fact("%s", what);
    for (unsigned flags = 0; flags < 3; flags++)
        ANSWER(" prepare", ONLOAD(onload_delegated_send_prepare)(fd, 4, flags, &send));
    fact(" structure %s", memcmp(&send, &copy, sizeof(send)) == 0 ? "untouched" : "touched");
    ANSWER(" complete", ONLOAD(onload_delegated_send_complete)(fd, &data, 1, MSG_DONTWAIT));
    ANSWER(" cancel", ONLOAD(onload_delegated_send_cancel)(fd));
}

/* As such an application is written. */
static ssize_t send_delegated(int fd, void *data, int size)
{
    char headers[128];
    struct onload_delegated_send delegated = {.headers = headers, .headers_len = sizeof(headers)};

    if (ONLOAD(onload_delegated_send_prepare)(fd, size, 0, &delegated) == ONLOAD_DELEGATED_SEND_RC_BAD_SOCKET)
        return send(fd, data, size, 0);
    return ONLOAD(onload_delegated_send_complete)(fd, &(struct iovec){data, size}, 1, 0);
}

int main(void)
{
    struct pair connected = open_tcp_pair("ipv4");
    char bytes[8] = "";

    tell("connected", connected.sender);
    tell("accepted", connected.receiver);
    tell("fresh", open_socket("tcp", "ipv6"));
    tell("datagrams", open_udp_pair("ipv4").sender);
    tell("no socket", 0);
    tell("no descriptor", -1);
    ANSWER("sent", send_delegated(connected.sender, "order", 5));
    ANSWER("arrived", recv(connected.receiver, bytes, sizeof(bytes), 0));
    fact("bytes %s", bytes);
    return 0;
}
