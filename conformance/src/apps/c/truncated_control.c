// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: truncated_control CALL FORM:FLAGS PROTOCOL FAMILY. One stamped message, peeked at with every length of control
 * buffer from nothing to more than enough. The buffer ends where the page ends, so a byte beyond it traps; what
 * lies before it is checked.
 */
#include "asking.h"
#include "pages.h"
#include "stamping.h"

#define LONGEST 96
#define MARGIN 64

static bool in_batch;

static void peek(int fd, struct message *message, unsigned char *control, size_t room)
{
    prepare(message);
    message->header.msg_hdr.msg_control = control;
    message->header.msg_hdr.msg_controllen = room;
    if (in_batch)
        NEED(recvmmsg(fd, &message->header, 1, MSG_PEEK, NULL));
    else
        NEED(recvmsg(fd, &message->header.msg_hdr, MSG_PEEK));
}

/* Everything but the length in the header, which is cut to what fits, must be the beginning of the whole message. */
static bool is_beginning(const unsigned char *control, const unsigned char *whole, size_t length)
{
    size_t skipped = sizeof(((struct cmsghdr *)NULL)->cmsg_len);

    return length <= skipped || memcmp(control + skipped, whole + skipped, length - skipped) == 0;
}

static bool is_pattern(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != 0x5a)
            return false;
    return true;
}

static void peek_with(int fd, const unsigned char *whole, size_t room)
{
    unsigned char *margin = at_page_end(MARGIN + room);
    unsigned char *control = margin + MARGIN;
    struct message message;
    size_t length = 0;

    peek(fd, &message, control, room);
    size_t got = message.header.msg_hdr.msg_controllen;
    if (got >= sizeof(length))
        memcpy(&length, control, sizeof(length));
    fact("%zu: flags %#x control %zu length %zu", room, message.header.msg_hdr.msg_flags, got, length);
    fact("  beginning %s", is_beginning(control, whole, got) ? "same" : "differs");
    fact("  rest %s", is_pattern(control + got, room - got) ? "untouched" : "touched");
    fact("  margin %s", is_pattern(margin, MARGIN) ? "untouched" : "touched");
}

int main(int argc, char **argv)
{
    struct pair pair = open_pair(argv[argc - 2], argv[argc - 1]);
    struct message whole;

    in_batch = strcmp(argv[1], "recvmmsg") == 0;
    keep_stamping_on();
    NEED(ask(pair.receiver, argv[2]));
    NEED(send(pair.sender, "stamped", 8, 0));
    peek(pair.receiver, &whole, whole.control, sizeof(whole.control));
    for (size_t room = 0; room <= LONGEST; room++)
        peek_with(pair.receiver, whole.control, room);
    return 0;
}
