// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: accepted_flags OPTION FAMILY BITS... A listener is given every combination of record and report bits, together
 * with each of BITS, and others once a connection was made: the accepted socket has those of its handshake.
 */
#include "flags.h"

static const unsigned later[] = {0, SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE};

static int accept_one(int listener, bool by_accept4)
{
    return NEED(by_accept4 ? accept4(listener, NULL, NULL, SOCK_CLOEXEC) : accept(listener, NULL, NULL));
}

static void connect_and_accept(int listener, const char *family, const union address *address, int option)
{
    for (size_t i = 0; i < COUNT(later); i++) {
        int client = open_socket("tcp", family);

        reset_at_close(client);
        NEED(connect(client, &address->any, sizeof(*address)));
        struct view before = view_of(listener);
        set_flags(listener, option, later[i], sizeof(int));
        int accepted = accept_one(listener, i % 2);
        fact(" listener:%s", before.text);
        fact(" accepted:%s", view_of(accepted).text);
        NEED(close(client));
        NEED(close(accepted));
    }
}

int main(int argc, char **argv)
{
    int option = atoi(argv[1]);
    int listener = open_socket("tcp", argv[2]);
    union address address = bind_loopback(listener, argv[2]);

    NEED(listen(listener, 1));
    for (int i = 3; i < argc; i++)
        for (unsigned flags = 0; flags < COMBINATIONS; flags++) {
            set_flags(listener, option, flags | strtoul(argv[i], NULL, 0), sizeof(int));
            connect_and_accept(listener, argv[2], &address, option);
        }
    return 0;
}
