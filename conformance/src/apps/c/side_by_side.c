// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: side_by_side CALL PROTOCOL FAMILY FLAGS... As many sockets at once as there are FLAGS, each asked for its own, by
 * one number of SO_TIMESTAMPING and the other in turn, some of them for times of SO_TIMESTAMP or SO_TIMESTAMPNS as well,
 * by either number, before or after; then each is looked at.
 */
#include "examination.h"

#define MOST 128

static const int times[] = {0, SO_TIMESTAMP, SO_TIMESTAMPNS, 63, 64};

static void ask_for_times(int fd, int option)
{
    int on = 1;

    if (option != 0)
        NEED(setsockopt(fd, SOL_SOCKET, option, &on, sizeof(on)));
}

/* Number i of many: all combinations come in turn. */
static void ask(int fd, int i, unsigned flags)
{
    int option = i % 2 == 0 ? SO_TIMESTAMPING : SO_TIMESTAMPING_64BIT;
    int time = times[i / 2 % COUNT(times)];
    bool before = i / 2 / COUNT(times) % 2 == 0;

    ask_for_times(fd, before ? time : 0);
    NEED(setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
    ask_for_times(fd, before ? 0 : time);
}

int main(int argc, char **argv)
{
    struct pair pairs[MOST];
    int count = argc - 4;

    keep_stamping_on();
    for (int i = 0; i < count; i++) {
        pairs[i] = open_pair(argv[2], argv[3]);
        int asker = looks_at_sent(argv[1]) ? pairs[i].sender : pairs[i].receiver;
        ask(asker, i, strtoul(argv[i + 4], NULL, 0));
    }
    for (int i = 0; i < count; i++) {
        fact("request %d", i);
        examine(argv[1], pairs[i]);
    }
    return 0;
}
