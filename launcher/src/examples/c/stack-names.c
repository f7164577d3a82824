// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which stack a socket is in: names by thread, a name for library code and back, a socket of the kernel's, and an
 * accepted connection that its own thread takes over.
 *
 *   cc -I/opt/lkos/include stack-names.c -L/opt/lkos/lib -lonload_ext -o stack-names && onload --emulate ./stack-names
 */
#include "loopback.h"
#include <onload/extensions.h>

static void show(const char *what, int fd)
{
    struct onload_stat stat;

    if (onload_fd_stat(fd, &stat) != 1) {
        printf("%-10s is the kernel's\n", what);
        return;
    }
    printf("%-10s is in stack %d \"%s\", in state %#x\n", what, stat.stack_id, stat.stack_name, stat.endpoint_state);
    free(stat.stack_name);
}

int main(void)
{
    struct sockaddr_in address;
    int orders, log, client, connection;

    need(onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_PROCESS, "orders"), "onload_set_stackname");
    orders = socket(AF_INET, SOCK_STREAM, 0);
    show("orders", orders);

    /* Code in between shall have sockets of its own sort, whatever name was in force. */
    onload_stackname_save();
    onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, ONLOAD_DONT_ACCELERATE);
    log = socket(AF_INET, SOCK_DGRAM, 0);
    show("log", log);
    onload_stackname_restore();

    address = bind_to_loopback(orders);
    need(listen(orders, 1), "listen");
    client = socket(AF_INET, SOCK_STREAM, 0);
    need(connect(client, (struct sockaddr *)&address, sizeof(address)), "connect");
    connection = need(accept(orders, NULL, NULL), "accept");
    show("accepted", connection);
    onload_set_stackname(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_THREAD, "worker");
    printf("moving it: %d\n", onload_move_fd(connection));
    show("moved", connection);
    printf("moving one that is in use: %d\n", onload_move_fd(client));
    return 0;
}
