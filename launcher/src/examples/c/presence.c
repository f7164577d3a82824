// SPDX-License-Identifier: GPL-2.0-only
/*
 * Is the application running on Onload, and what can its sockets do? Compiles without a library to link with:
 *
 *   cc -I/opt/lkos/include presence.c -o presence && onload --emulate ./presence
 */
#include <netinet/in.h>
#include <onload/extensions.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* Null where nothing provides them. */
#pragma weak onload_is_present
#pragma weak onload_fd_check_feature
extern const char *onload_version __attribute__((weak));

int main(void)
{
    int fd;

    if (!onload_is_present || !onload_is_present()) {
        printf("not on Onload: plain calls it is\n");
        return 0;
    }
    printf("on Onload %s\n", &onload_version ? onload_version : "of a version that it does not tell");
    fd = socket(AF_INET, SOCK_STREAM, 0);
    /* Ask when the socket is connected, and before each use of the flag that a mistake would be dear with. */
    printf("warm sends on a socket that is not connected: %s\n",
           onload_fd_check_feature(fd, ONLOAD_FD_FEAT_MSG_WARM) == 1 ? "yes" : "no");
    close(fd);
    return 0;
}
