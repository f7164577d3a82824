// SPDX-License-Identifier: GPL-2.0-only
/*
 * A library that asks for stamps in a form of Onload's as soon as it is loaded, on a socket that it closes then. From there
 * on, whatever is received by its process goes another way through the library under test.
 */
#include "asking.h"

__attribute__((constructor)) static void divert(void)
{
    int fd = open_socket("udp", "ipv4");

    ask(fd, "records:0x64");
    NEED(close(fd));
}
