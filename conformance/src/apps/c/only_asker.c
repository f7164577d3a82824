// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: only_asker FLAGS FAMILY. Whether a request alone turns the machine's receive stamping on, with nobody else to
 * have turned it on. First a socket that reports stamps but starts none must see none; then ours must come to see one.
 */
#include "stamping.h"

#define PATIENCE_SECONDS 5

/* The switch turns with a delay, so one look is not enough: wanted must be seen in a row of tries. */
static bool comes_to_be(struct pair pair, bool wanted)
{
    clock_gettime(CLOCK_REALTIME, &started);
    for (int in_a_row = 0; in_a_row < 100; in_a_row = arrives_stamped(pair) == wanted ? in_a_row + 1 : 0)
        if (has_run_for(PATIENCE_SECONDS))
            return false;
    return true;
}

int main(int argc, char **argv)
{
    struct pair witness = open_udp_pair(argv[argc - 1]);
    struct pair asker = open_udp_pair(argv[argc - 1]);
    int reports = SOF_TIMESTAMPING_SOFTWARE;
    int flags = strtol(argv[1], NULL, 0);

    NEED(setsockopt(witness.receiver, SOL_SOCKET, SO_TIMESTAMPING, &reports, sizeof(reports)));
    fact("neighbours %s", comes_to_be(witness, false) ? "silent" : "stamping");
    NEED(setsockopt(asker.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    fact("asker %s", comes_to_be(asker, true) ? "stamped" : "unstamped");
    return 0;
}
