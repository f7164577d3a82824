// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is set for busy polling on a socket when it is made and after each receive call, without spinning and with it.
 * Arguments: protocol, family, and maybe a value that the application sets itself.
 */
#include "app.h"
#include "onload.h"

static int busy_poll(int fd)
{
    int value = -1;
    socklen_t length = sizeof(value);

    NEED(getsockopt(fd, SOL_SOCKET, SO_BUSY_POLL, &value, &length));
    return value;
}

static void receive(const char *what, struct pair pair, int call)
{
    char data[4] = "";
    struct iovec part = {data, sizeof(data)};
    struct mmsghdr message = {.msg_hdr = {.msg_iov = &part, .msg_iovlen = 1}};
    long got = 0;

    NEED(send(pair.sender, "data", 4, 0));
    if (call == 0)
        got = recv(pair.receiver, data, 4, 0);
    else if (call == 1)
        got = recvfrom(pair.receiver, data, 4, 0, NULL, NULL);
    else if (call == 2)
        got = recvmsg(pair.receiver, &message.msg_hdr, 0);
    else
        got = recvmmsg(pair.receiver, &message, 1, 0, NULL);
    fact("%s %ld %.4s: %d", what, got, data, busy_poll(pair.receiver));
}

/* Before any receive call: what a program has that only ever calls read. */
static void made(const char *what, char **argv)
{
    struct pair pair = open_pair(argv[1], argv[2]);

    fact("%s %d", what, busy_poll(pair.receiver));
    close_pair(pair);
}

int main(int argc, char **argv)
{
    static const char *const calls[] = {"recv", "recvfrom", "recvmsg", "recvmmsg"};

    if (argc == 3)
        made("made", argv);
    for (int call = 0; call < 4; call++) {
        struct pair pair = open_pair(argv[1], argv[2]);

        if (argc > 3) {
            int value = atoi(argv[3]);
            NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_BUSY_POLL, &value, sizeof(value)));
        }
        fact("%s", calls[call]);
        receive("as it begins", pair, call);
        NEED(onload_thread_set_spin(ONLOAD_SPIN_ALL, 1));
        receive("spinning", pair, call);
        NEED(onload_thread_set_spin(ONLOAD_SPIN_ALL, 0));
        receive("not spinning", pair, call);
        close_pair(pair);
    }
    if (argc == 3) {
        NEED(onload_stack_opt_set_int("EF_SPIN_USEC", 70));
        NEED(onload_thread_set_spin(ONLOAD_SPIN_ALL, 1));
        made("made with a time of its own", argv);
    }
    return 0;
}
