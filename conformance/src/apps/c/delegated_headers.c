// SPDX-License-Identifier: GPL-2.0-only
/* What the two functions that the header holds itself do to packet headers, and to nothing around them. */
#include "app.h"
#include <onload/extensions.h>

#define IP 17 /* odd, so that nothing is aligned */
#define SEQUENCE 45

static unsigned char headers[80];

static uint32_t at(int offset, int size)
{
    uint32_t number = 0;

    for (int i = 0; i < size; i++)
        number = number << 8 | headers[offset + i];
    return number;
}

static int changed(void)
{
    int count = 0;

    for (size_t i = 0; i < sizeof(headers); i++)
        count += headers[i] != 0x55;
    return count;
}

static void tell(const char *what, const struct onload_delegated_send *send)
{
    fact("%s length %u flags %#x sequence %#x windows %d %d %d changed %d", what, at(IP + 2, 2), headers[SEQUENCE + 9],
         at(SEQUENCE, 4), send->send_wnd, send->cong_wnd, send->user_size, changed());
}

int main(void)
{
    struct onload_delegated_send send = {.headers = headers, .headers_len = sizeof(headers), .send_wnd = 3000,
                                         .cong_wnd = 2000, .user_size = 1000, .tcp_seq_offset = SEQUENCE,
                                         .ip_len_offset = IP + 2, .ip_tcp_hdr_len = 52};

    memset(headers, 0x55, sizeof(headers));
    onload_delegated_send_tcp_update(&send, 1448, 1);
    tell("pushed", &send);
    onload_delegated_send_tcp_update(&send, 204, 0);
    tell("not pushed", &send);
    memset(headers + SEQUENCE, 0xff, 4);
    onload_delegated_send_tcp_advance(&send, 204);
    tell("advanced", &send);
    return 0;
}
