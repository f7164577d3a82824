// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: dialect_messages CALL PROTOCOL FAMILY FORM:FLAGS... One end of a pair asks for stamps, in each of the forms, and
 * what it is shown is told control message by control message, the stamps in words.
 */
#include "asking.h"
#include "examination.h"

int main(int argc, char **argv)
{
    keep_stamping_on();
    for (int i = 4; i < argc; i++) {
        struct pair pair = open_pair(argv[2], argv[3]);

        fact("request %d", i - 4);
        NEED(ask(looks_at_sent(argv[1]) ? pair.sender : pair.receiver, argv[i]));
        ask_for_companions(pair.receiver, argv[2], argv[3]);
        examine(argv[1], pair);
        close_pair(pair);
    }
    return 0;
}
