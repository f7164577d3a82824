// SPDX-License-Identifier: GPL-2.0-only
/* recv, recvfrom, recvmsg and recvmmsg with the flag FLAG beside every flag an application combines it with. */
#include "app.h"
#include "messages.h"

static const int companions[] = {0,         MSG_PEEK,    MSG_DONTWAIT, MSG_PEEK | MSG_DONTWAIT,
                                 MSG_TRUNC, MSG_WAITALL, MSG_NOSIGNAL};

static ssize_t by_recv(int fd, struct message *message, int flags)
{
    return recv(fd, message->data, sizeof(message->data), flags);
}

static ssize_t by_recvfrom(int fd, struct message *message, int flags)
{
    socklen_t length = sizeof(message->name);

    return recvfrom(fd, message->data, sizeof(message->data), flags, &message->name.any, &length);
}

static ssize_t by_recvmsg(int fd, struct message *message, int flags)
{
    return recvmsg(fd, &message->header.msg_hdr, flags);
}

static ssize_t by_recvmmsg(int fd, struct message *message, int flags)
{
    return recvmmsg(fd, &message->header, 1, flags, NULL);
}

static const struct {
    const char *name;
    ssize_t (*receive)(int fd, struct message *message, int flags);
} calls[] = {{"recv", by_recv}, {"recvfrom", by_recvfrom}, {"recvmsg", by_recvmsg}, {"recvmmsg", by_recvmmsg}};

static void receive(const char *protocol, const char *family, size_t call, int companion)
{
    struct pair pair = open_pair(protocol, family);
    char packet[DATA_ROOM] = "packet";
    struct message message;

    prepare(&message);
    NEED(send(pair.sender, packet, sizeof(packet), 0));
    await(pair.receiver, POLLIN);
    errno = UNTOUCHED;
    ssize_t got = calls[call].receive(pair.receiver, &message, FLAG | companion);
    fact("%s %#x: %zd %s, data %.6s, length %u, family %d", calls[call].name, companion, got, error_name(errno),
         message.data, message.header.msg_len, message.name.any.sa_family);
    close_pair(pair);
}

int main(int argc, char **argv)
{
    for (size_t call = 0; call < COUNT(calls); call++)
        for (size_t i = 0; i < COUNT(companions); i++)
            receive(argv[argc - 2], argv[argc - 1], call, companions[i]);
    return 0;
}
