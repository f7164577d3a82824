// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sends by ef_vi in a connection's name, where that can be, and by send() where it cannot: on every socket of the kernel's.
 *
 *   cc -I/opt/lkos/include delegated-send.c -L/opt/lkos/lib -lonload_ext -o delegated-send
 *   onload ./delegated-send
 */
#include "loopback.h"
#include <onload/extensions.h>
#include <string.h>

/* Whether it was sent without the kernel. */
static int delegate(int fd, const char *text)
{
    char headers[128];
    struct onload_delegated_send way = {.headers = headers, .headers_len = sizeof(headers)};
    int size = (int)strlen(text);
    enum onload_delegated_send_rc rc = onload_delegated_send_prepare(fd, size, 0, &way);

    if (rc != ONLOAD_DELEGATED_SEND_RC_OK) {
        printf("not delegated: %d\n", rc);
        return 0;
    }
    /* Here the headers and the text would go to the card by ef_vi; this example has none, so it gives up. */
    printf("not sent after all: %d\n", onload_delegated_send_cancel(fd));
    return 0;
}

int main(void)
{
    struct ends ends = connect_stream();
    const char *order = "an order";
    char data[64];
    int got;

    if (!delegate(ends.sender, order))
        need((int)send(ends.sender, order, strlen(order), 0), "send");
    got = need((int)recv(ends.receiver, data, sizeof(data), 0), "recv");
    printf("received: %.*s\n", got, data);
    return 0;
}
