// SPDX-License-Identifier: GPL-2.0-only
/*
 * An order laid down in advance: when its price is known, that alone is written and the message leaves at once.
 *
 *   cc -I/opt/lkos/include template.c -L/opt/lkos/lib -lonload_ext -o template
 *   onload ./template
 */
#include "loopback.h"
#include <onload/extensions_zc.h>
#include <string.h>

#define ORDER "buy 100 at 0000"
#define PRICE 11

int main(void)
{
    struct ends ends = connect_stream();
    struct iovec order = {.iov_base = ORDER, .iov_len = strlen(ORDER)};
    struct onload_template_msg_update_iovec price = {.otmu_base = "1234", .otmu_len = 4, .otmu_offset = PRICE};
    onload_template_handle handle;
    char data[64];
    int result = onload_msg_template_alloc(ends.sender, &order, 1, &handle, ONLOAD_TEMPLATE_FLAGS_PIO_RETRY);

    if (result != 0) {
        printf("no template: %s\n", strerror(-result));
        return 1;
    }
    /* Once it is told to go, the template is used up, whatever the result. */
    result = onload_msg_template_update(ends.sender, handle, &price, 1, ONLOAD_TEMPLATE_FLAGS_SEND_NOW);
    if (result < 0) {
        printf("not sent: %s\n", strerror(-result));
        return 1;
    }
    result = need((int)recv(ends.receiver, data, sizeof(data), 0), "recv");
    printf("received: %.*s\n", result, data);

    /* One that is not wanted any more. */
    result = onload_msg_template_alloc(ends.sender, &order, 1, &handle, ONLOAD_TEMPLATE_FLAGS_PIO_RETRY);
    printf("another: %d, given up: %d\n", result, onload_msg_template_abort(ends.sender, handle));
    return 0;
}
