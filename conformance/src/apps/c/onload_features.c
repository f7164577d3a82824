// SPDX-License-Identifier: GPL-2.0-only
/* onload_fd_check_feature, for every kind of descriptor and every number of a feature. */
#include "app.h"
#include "onload.h"
#include <limits.h>

int main(void)
{
    static const int features[] = {0, 1, 2, 3, 58, -1, INT_MAX, INT_MIN};
    struct pair connected = open_tcp_pair("ipv4"), datagrams = open_udp_pair("ipv6");
    int closed = NEED(dup(0));
    int descriptors[] = {connected.sender, connected.receiver, datagrams.sender, open_socket("tcp", "ipv6"), 0, closed, -1,
                         INT_MAX};

    NEED(close(closed));
    for (size_t i = 0; i < COUNT(features); i++)
        for (size_t j = 0; j < COUNT(descriptors); j++) {
            errno = UNTOUCHED;
            int answer = ONLOAD(onload_fd_check_feature)(descriptors[j], (enum onload_fd_feature)features[i]);
            fact("feature %d: %d %s", features[i], answer, error_name(errno));
        }
    return 0;
}
