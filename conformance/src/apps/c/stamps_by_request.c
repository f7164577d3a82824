// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: stamps_by_request WAY CALL OPTION PROTOCOL FAMILY FLAGS... One end of a pair asks for stamps, with each of FLAGS,
 * and is shown some, WAY saying where.
 */
#include "places.h"

static const char *protocol;
static const char *family;

static void ask(int fd, int option, unsigned flags)
{
    ANSWER(" set", setsockopt(fd, SOL_SOCKET, option, &flags, sizeof(flags)));
}

/* Raw and packet sockets take long to close, so one pair of them serves all requests. */
static struct pair open_asking(int option, unsigned flags)
{
    static struct pair kept;
    bool expensive = strcmp(protocol, "raw") == 0 || strcmp(protocol, "packet") == 0;

    if (expensive && kept.sender == 0)
        kept = open_kind(protocol, family);
    struct pair pair = expensive ? (struct pair){dup(kept.sender), dup(kept.receiver)} : open_kind(protocol, family);
    int asker = looks_at_sent(call) ? pair.sender : pair.receiver;
    if (expensive)
        ask(asker, option, 0);
    ask(asker, option, flags);
    return pair;
}

int main(int argc, char **argv)
{
    if (is_started_by_show(argv))
        return 0;
    prepare_to_show(argv);
    protocol = argv[4];
    family = argv[5];
    keep_stamping_on();
    for (int i = 6; i < argc; i++) {
        fact("request %d", i - 6);
        struct pair pair = open_asking(atoi(argv[3]), strtoul(argv[i], NULL, 0));
        ask_for_companions(pair.receiver, protocol, family);
        show(argv[0], pair);
        close_pair(pair);
    }
    return 0;
}
