// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: named_interface NAMES FLAGS PROTOCOL FAMILY. Messages that name the interface they leave by, in every way, if
 * NAMES is 1, and the same messages without the name if it is 0. Tells results and what arrives.
 */
#include "pages.h"
#include "sending.h"
#include <limits.h>

#define NAME 58
#define BATCH 20

static bool names;
static struct pair pair;
static struct outgoing message;

/* What Onload takes: interface, length and two reserved numbers. */
static const unsigned choice[4] = {1};

static void add_name_of(const void *value, size_t size)
{
    if (names)
        add_control(&message, SOL_SOCKET, NAME, value, size);
}

static void add_name(void)
{
    add_name_of(choice, sizeof(choice));
}

/* Of a level that is nobody's. */
static void add_other(int number)
{
    add_control(&message, 9999, number, &number, sizeof(number));
}

/* All that was sent, and no more of it. */
static void tell_arrived(long sent)
{
    char bytes[8];

    for (long got = 0; got < sent; got += sizeof(bytes)) {
        await(pair.receiver, POLLIN);
        NEED(recv(pair.receiver, bytes, sizeof(bytes), MSG_WAITALL) == sizeof(bytes) ? 0 : -1);
        fact("  arrived %.8s", bytes);
    }
    if (sent > 0)
        ANSWER("  then", recv(pair.receiver, bytes, sizeof(bytes), MSG_DONTWAIT));
}

static void send_it(const char *what)
{
    char before[sizeof(message.control)];
    struct msghdr *header = &message.header.msg_hdr, whole = *header;
    long sent;

    memcpy(before, message.control, sizeof(before));
    fact("%s", what);
    ANSWER(" sendmsg", sent = sendmsg(pair.sender, header, MSG_NOSIGNAL));
    tell_arrived(sent);
    message.header.msg_len = 4711;
    ANSWER(" sendmmsg", sent = sendmmsg(pair.sender, &message.header, 1, MSG_NOSIGNAL));
    fact("  of %u", message.header.msg_len);
    tell_arrived(sent > 0 ? message.header.msg_len : sent);
    fact(" memory %s", memcmp(before, message.control, sizeof(before)) == 0 && memcmp(&whole, header, sizeof(whole)) == 0
                           ? "the same"
                           : "changed");
}

static void begin(void)
{
    static int number;
    char bytes[8];

    snprintf(bytes, sizeof(bytes), "%d", number++);
    fill(&message, bytes);
}

static void every_company(void)
{
    begin();
    add_name();
    send_it("alone");
    begin();
    add_name();
    add_name();
    add_name();
    send_it("three times");
    for (int place = 0; place < 3; place++) {
        begin();
        for (int i = 0; i < 3; i++) {
            add_other(i);
            if (i == place)
                add_name();
        }
        send_it("among others");
    }
    begin();
    add_name();
    add_request(&message, SO_TIMESTAMPING, SOF_TIMESTAMPING_TX_SOFTWARE);
    add_name();
    send_it("around a request for a stamp");
    begin();
    add_name();
    add_request(&message, SO_TIMESTAMPING, SOF_TIMESTAMPING_TX_HARDWARE);
    add_name();
    send_it("around a request for a hardware stamp");
    begin();
    add_name();
    add_request(&message, SO_TIMESTAMPING, 0x10);
    send_it("before what is refused");
    begin();
    add_request(&message, SO_TIMESTAMPING, 0x10);
    add_name();
    send_it("behind what is refused");
}

static void every_length(void)
{
    static const char zeroes[3800];

    for (size_t length = 0; length <= 48; length++) {
        begin();
        add_name_of(zeroes, length);
        send_it("of any length");
        if (names)
            message.header.msg_hdr.msg_controllen = CMSG_LEN(length);
        send_it(" without padding");
    }
    begin();
    add_name_of(zeroes, sizeof(zeroes));
    send_it("large");
}

/* More than fits anywhere but where it is: only what is kept is copied. */
static void very_large(void)
{
    size_t size = 16000;
    char *control = calloc(1, size);
    struct cmsghdr *name = (struct cmsghdr *)control;
    struct cmsghdr *last = (struct cmsghdr *)(control + size - CMSG_SPACE(4));

    begin();
    *name = (struct cmsghdr){size - CMSG_SPACE(4), SOL_SOCKET, NAME};
    *last = (struct cmsghdr){CMSG_LEN(4), SOL_SOCKET, SO_TIMESTAMPING};
    message.header.msg_hdr.msg_control = names ? control : (char *)last;
    message.header.msg_hdr.msg_controllen = names ? size : CMSG_SPACE(4);
    send_it("very large");
    free(control);
}

static void every_place(void)
{
    size_t length = CMSG_SPACE(sizeof(choice));
    char *pages = two_pages();

    begin();
    add_name();
    memcpy(pages + PAGE - length, message.control, length);
    message.header.msg_hdr.msg_control = pages + PAGE - length;
    send_it("at the end of a page");
    memcpy(pages, message.control, length);
    NEED(mprotect(pages, PAGE, PROT_READ));
    message.header.msg_hdr.msg_control = pages;
    send_it("read-only");
    begin();
    add_name();
    struct mmsghdr *header = (struct mmsghdr *)at_page_end(sizeof(*header));
    *header = message.header;
    ANSWER("header at the end of a page: sendmmsg", sendmmsg(pair.sender, header, 1, 0));
    tell_arrived(header->msg_len);
    struct msghdr *one = (struct msghdr *)at_page_end(sizeof(*one));
    *one = message.header.msg_hdr;
    ANSWER("header at the end of a page: sendmsg", sendmsg(pair.sender, one, 0));
    tell_arrived(sizeof(message.bytes));
}

/* Every message of a batch names an interface, or one does. */
static void batches(void)
{
    static struct outgoing messages[BATCH];
    struct mmsghdr headers[BATCH];

    for (int named = -1; named < BATCH; named++) {
        for (int i = 0; i < BATCH; i++) {
            begin();
            if (named < 0 || i == named)
                add_name();
            messages[i] = message;
            messages[i].data.iov_base = messages[i].bytes;
            messages[i].header.msg_hdr.msg_iov = &messages[i].data;
            messages[i].header.msg_hdr.msg_control = messages[i].control;
            headers[i] = messages[i].header;
        }
        fact("named %d", named);
        ANSWER(" sendmmsg", sendmmsg(pair.sender, headers, BATCH, 0));
        for (int i = 0; i < BATCH; i++)
            fact(" of %u", headers[i].msg_len);
        tell_arrived(BATCH * sizeof(message.bytes));
    }
}

/* What is wrong with a message is told whether it names an interface or not. */
static void other_errors(void)
{
    begin();
    add_name();
    message.data.iov_base = unmapped();
    send_it("data unmapped");
    begin();
    add_name();
    message.header.msg_hdr.msg_name = unmapped();
    message.header.msg_hdr.msg_namelen = 16;
    send_it("name unmapped");
    begin();
    add_name();
    message.header.msg_hdr.msg_namelen = -1;
    send_it("name of negative length");
    begin();
    add_name();
    message.header.msg_hdr.msg_iovlen = 2000;
    send_it("iov of 2000");
    NEED(shutdown(pair.sender, SHUT_WR));
    begin();
    add_name();
    send_it("shut down");
}

int main(int, char **argv)
{
    unsigned flags = strtoul(argv[2], NULL, 0);

    names = argv[1][0] == '1';
    pair = open_pair(argv[3], argv[4]);
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    every_company();
    every_length();
    very_large();
    every_place();
    batches();
    other_errors();
    return 0;
}
