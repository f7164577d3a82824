// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: side_by_side CALL PROTOCOL FAMILY FLAGS... As many sockets at once as there are FLAGS, each asked for its own, by
 * one number of SO_TIMESTAMPING and the other in turn; then each is looked at.
 */
#include "examination.h"

#define MOST 128

int main(int argc, char **argv)
{
    struct pair pairs[MOST];
    int count = argc - 4;

    keep_stamping_on();
    for (int i = 0; i < count; i++) {
        unsigned flags = strtoul(argv[i + 4], NULL, 0);

        pairs[i] = open_pair(argv[2], argv[3]);
        NEED(setsockopt(looks_at_sent(argv[1]) ? pairs[i].sender : pairs[i].receiver, SOL_SOCKET,
                        i % 2 == 0 ? SO_TIMESTAMPING : SO_TIMESTAMPING_64BIT, &flags, sizeof(flags)));
    }
    for (int i = 0; i < count; i++) {
        fact("request %d", i);
        examine(argv[1], pairs[i]);
    }
    return 0;
}
