// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: dialect_messages WAY CALL PROTOCOL FAMILY FORM:FLAGS... One end of a pair asks for stamps, in each of the forms,
 * and what is shown, WAY saying where, is told control message by control message, the stamps in words.
 */
#include "asking.h"
#include "places.h"

int main(int argc, char **argv)
{
    if (is_started_by_show(argv))
        return 0;
    prepare_to_show(argv);
    keep_stamping_on();
    for (int i = 5; i < argc; i++) {
        struct pair pair = open_pair(argv[3], argv[4]);

        fact("request %d", i - 5);
        NEED(ask(looks_at_sent(call) ? pair.sender : pair.receiver, argv[i]));
        ask_for_companions(pair.receiver, argv[3], argv[4]);
        show(argv[0], pair);
        close_pair(pair);
    }
    return 0;
}
