// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: send_arguments TOPIC FLAGS PROTOCOL FAMILY. Messages that ask for stamps, with all that may be wrong with them
 * and with the memory they lie in, sent over a socket that was asked for FLAGS. Tells results; what was sent is not
 * looked at.
 */
#include "pages.h"
#include "sending.h"
#include <limits.h>

#define HARDWARE SOF_TIMESTAMPING_TX_HARDWARE
#define SOFTWARE SOF_TIMESTAMPING_TX_SOFTWARE
#define BATCH 40

static int fd;

/* Sent by itself, and as the second of two. */
static void send_as_it_is(const char *what, struct outgoing *message)
{
    struct outgoing first;
    struct mmsghdr headers[2];

    fill(&first, "first");
    add_request(&first, SO_TIMESTAMPING, HARDWARE);
    headers[0] = first.header;
    headers[1] = message->header;
    ANSWER(what, sendmsg(fd, &message->header.msg_hdr, MSG_DONTWAIT));
    ANSWER("  as second of two", sendmmsg(fd, headers, 2, MSG_DONTWAIT));
    fact("  lengths %u %u", headers[0].msg_len, headers[1].msg_len);
}

static void payloads_of_type(int type)
{
    static const char ones[16] = {HARDWARE};
    struct outgoing message;

    for (size_t length = 0; length <= sizeof(ones); length++) {
        fill(&message, "length");
        add_control(&message, SOL_SOCKET, type, ones, length);
        fact("type %d, payload of %zu", type, length);
        send_as_it_is(" whole", &message);
        message.header.msg_hdr.msg_controllen = CMSG_LEN(length);
        send_as_it_is(" without padding", &message);
    }
}

static void records_of_type(int type)
{
    struct outgoing message;

    for (unsigned bit = 0; bit < 32; bit++)
        for (unsigned others = 0; others <= HARDWARE; others += HARDWARE) {
            fill(&message, "record");
            add_request(&message, type, 1u << bit | others);
            fact("type %d, records %#x", type, 1u << bit | others);
            send_as_it_is(" sent", &message);
        }
}

static void other_messages_beside(void)
{
    static const unsigned requests[][3] = {{HARDWARE, HARDWARE, 0}, {SOFTWARE, HARDWARE, HARDWARE}, {HARDWARE, 0x10, 1}};
    static const int levels[] = {SOL_SOCKET, IPPROTO_IP, IPPROTO_IPV6, IPPROTO_TCP, IPPROTO_UDP, 9999, -1};
    struct outgoing message;

    for (size_t i = 0; i < COUNT(requests); i++) {
        fill(&message, "several");
        for (size_t j = 0; j < COUNT(requests[i]); j++)
            add_request(&message, j == 1 ? 65 : SO_TIMESTAMPING, requests[i][j]);
        fact("requests %#x %#x %#x", requests[i][0], requests[i][1], requests[i][2]);
        send_as_it_is(" sent", &message);
    }
    for (size_t i = 0; i < COUNT(levels); i++) {
        fill(&message, "level");
        add_request(&message, SO_TIMESTAMPING, HARDWARE);
        add_control(&message, levels[i], 99, "0123456789abcdef", 16);
        fact("type 99 of level %d", levels[i]);
        send_as_it_is(" sent", &message);
    }
}

/* The length of a control message lies, before or behind a good request. */
static void lying_lengths(void)
{
    static const size_t lengths[] = {0, 1, 8, 15, 16, 17, 19, 21, 24, 25, 40, 41, 4096, INT_MAX, SIZE_MAX - 7, SIZE_MAX};
    struct outgoing message;

    for (size_t i = 0; i < COUNT(lengths); i++)
        for (int place = 0; place < 2; place++) {
            fill(&message, "lying");
            add_request(&message, SO_TIMESTAMPING, HARDWARE);
            add_request(&message, SO_TIMESTAMPING, HARDWARE);
            memcpy(message.control + place * CMSG_SPACE(4), &lengths[i], sizeof(size_t));
            fact("cmsg_len %zu in place %d", lengths[i], place);
            send_as_it_is(" sent", &message);
        }
}

static void every_control_length(void)
{
    static const size_t absurd[] = {4096, 20000, INT_MAX, 1ul << 32, SIZE_MAX};
    struct outgoing message;
    char *zeroes = calloc(1, 1 << 16);

    fill(&message, "control");
    add_request(&message, SO_TIMESTAMPING, HARDWARE);
    memcpy(zeroes, message.control, sizeof(message.control));
    message.header.msg_hdr.msg_control = zeroes;
    for (size_t length = 0; length <= 48; length++) {
        message.header.msg_hdr.msg_controllen = length;
        fact("msg_controllen %zu", length);
        send_as_it_is(" sent", &message);
    }
    for (size_t i = 0; i < COUNT(absurd); i++) {
        message.header.msg_hdr.msg_controllen = absurd[i];
        fact("msg_controllen %zu", absurd[i]);
        send_as_it_is(" sent", &message);
    }
    free(zeroes);
}

/* The control data in every place: at the end of a page, across it, read-only, gone, nowhere. */
static void every_control_place(void)
{
    char *pages = two_pages();
    struct outgoing message;
    size_t length = CMSG_SPACE(sizeof(int));

    fill(&message, "place");
    add_request(&message, SO_TIMESTAMPING, HARDWARE);
    for (size_t cut = 0; cut <= length; cut++) {
        char *control = pages + PAGE - length + cut;
        memcpy(control, message.control, length - cut);
        message.header.msg_hdr.msg_control = control;
        fact("control, the last %zu bytes beyond the page", cut);
        send_as_it_is(" sent", &message);
    }
    memcpy(pages, message.control, length);
    message.header.msg_hdr.msg_control = pages;
    NEED(mprotect(pages, PAGE, PROT_READ));
    send_as_it_is("read-only control", &message);
    NEED(munmap(pages, 2 * PAGE));
    send_as_it_is("control that is gone", &message);
    message.header.msg_hdr.msg_control = NULL;
    send_as_it_is("control at NULL", &message);
    message.header.msg_hdr.msg_control = (void *)-PAGE;
    send_as_it_is("control of the kernel's", &message);
}

static void every_header_place(void)
{
    char *pages = two_pages();
    struct outgoing message;

    fill(&message, "header");
    add_request(&message, SO_TIMESTAMPING, HARDWARE);
    for (size_t cut = 0; cut <= sizeof(struct msghdr); cut += 8) {
        struct msghdr *header = (struct msghdr *)(pages + PAGE - sizeof(*header) + cut);
        memcpy(header, &message.header.msg_hdr, sizeof(*header) - cut);
        fact("header, the last %zu bytes beyond the page", cut);
        ANSWER(" sendmsg", sendmsg(fd, header, MSG_DONTWAIT));
        ANSWER(" sendmmsg", sendmmsg(fd, (struct mmsghdr *)header, 1, MSG_DONTWAIT));
    }
    memcpy(pages, &message.header, sizeof(message.header));
    NEED(mprotect(pages, PAGE, PROT_READ));
    ANSWER("read-only header: sendmsg", sendmsg(fd, (struct msghdr *)pages, MSG_DONTWAIT));
    ANSWER("read-only header: sendmmsg", sendmmsg(fd, (struct mmsghdr *)pages, 1, MSG_DONTWAIT));
    NEED(munmap(pages, 2 * PAGE));
    ANSWER("header that is gone: sendmsg", sendmsg(fd, (struct msghdr *)pages, MSG_DONTWAIT));
    ANSWER("header that is gone: sendmmsg", sendmmsg(fd, (struct mmsghdr *)pages, 1, MSG_DONTWAIT));
    ANSWER("header at NULL: sendmsg", sendmsg(fd, NULL, MSG_DONTWAIT));
    ANSWER("header at NULL: sendmmsg", sendmmsg(fd, NULL, 1, MSG_DONTWAIT));
}

static void other_fields(void)
{
    struct outgoing message;
    struct msghdr *header = &message.header.msg_hdr;

    fill(&message, "fields");
    add_request(&message, SO_TIMESTAMPING, HARDWARE);
    header->msg_iov = unmapped();
    send_as_it_is("iov unmapped", &message);
    header->msg_iov = &message.data;
    header->msg_iovlen = 2000;
    send_as_it_is("iov of 2000", &message);
    header->msg_iovlen = 0;
    send_as_it_is("iov of none", &message);
    header->msg_iovlen = 1;
    message.data.iov_base = unmapped();
    send_as_it_is("data unmapped", &message);
    message.data.iov_base = message.bytes;
    header->msg_name = unmapped();
    header->msg_namelen = 16;
    send_as_it_is("name unmapped", &message);
    header->msg_namelen = -1;
    send_as_it_is("name of negative length", &message);
}

/* The message at every place of a batch is refused: those before it are sent. */
static void refusals_in_batches(void)
{
    for (int bad = 0; bad < BATCH; bad++) {
        struct outgoing messages[BATCH];
        struct mmsghdr headers[BATCH];
        unsigned sent = 0;

        for (int i = 0; i < BATCH; i++) {
            fill(&messages[i], "batch");
            if (i % 2 == 0 || i == bad)
                add_request(&messages[i], SO_TIMESTAMPING, i == bad ? 0x10 : HARDWARE);
            headers[i] = messages[i].header;
        }
        fact("refused at %d", bad);
        ANSWER(" sendmmsg", sendmmsg(fd, headers, BATCH, MSG_DONTWAIT));
        for (int i = 0; i < BATCH; i++)
            sent += headers[i].msg_len;
        fact(" %u bytes", sent);
    }
}

/* A batch whose end is beyond the page, and one that cannot be written to. */
static void batches_in_places(void)
{
    struct outgoing message;
    char *pages = two_pages();

    fill(&message, "batch");
    add_request(&message, SO_TIMESTAMPING, HARDWARE);
    for (int mapped = 1; mapped <= BATCH; mapped++) {
        struct mmsghdr *headers = (struct mmsghdr *)(pages + PAGE) - mapped;
        for (int i = 0; i < mapped; i++)
            headers[i] = message.header;
        fact("%d of %d mapped", mapped, BATCH);
        ANSWER(" sendmmsg", sendmmsg(fd, headers, BATCH, MSG_DONTWAIT));
        fact(" last length %u", headers[mapped - 1].msg_len);
    }
    NEED(mprotect(pages, PAGE, PROT_READ));
    ANSWER("read-only batch", sendmmsg(fd, (struct mmsghdr *)(pages + PAGE) - BATCH, BATCH, MSG_DONTWAIT));
    ANSWER("batch of none", sendmmsg(fd, (struct mmsghdr *)pages, 0, MSG_DONTWAIT));
    ANSWER("batch of none nowhere", sendmmsg(fd, NULL, 0, MSG_DONTWAIT));
    ANSWER("batch of too many nowhere", sendmmsg(fd, NULL, UINT_MAX, MSG_DONTWAIT));
}

static void other_descriptors(void)
{
    struct outgoing message;
    int real = fd;
    int gone = NEED(dup(0));

    fill(&message, "fd");
    add_request(&message, SO_TIMESTAMPING, HARDWARE);
    NEED(close(gone));
    fd = gone;
    send_as_it_is("closed descriptor", &message);
    fd = -1;
    send_as_it_is("descriptor -1", &message);
    fd = 0;
    send_as_it_is("no socket", &message);
    fd = INT_MAX;
    send_as_it_is("largest descriptor", &message);
    fd = real;
}

/* Nobody reads what is sent. */
static void make_room(struct pair pair)
{
    int room = 4 << 20;

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)));
    NEED(setsockopt(pair.sender, SOL_SOCKET, SO_SNDBUF, &room, sizeof(room)));
}

static void payloads(void)
{
    payloads_of_type(SO_TIMESTAMPING);
    payloads_of_type(65);
}

static void records(void)
{
    records_of_type(SO_TIMESTAMPING);
    records_of_type(65);
}

static const struct topic {
    const char *name;
    void (*run)(void);
} topics[] = {
    {"payloads", payloads},
    {"records", records},
    {"companions", other_messages_beside},
    {"lying-lengths", lying_lengths},
    {"control-lengths", every_control_length},
    {"control-places", every_control_place},
    {"header-places", every_header_place},
    {"fields", other_fields},
    {"refusals", refusals_in_batches},
    {"batch-places", batches_in_places},
    {"descriptors", other_descriptors},
};

int main(int, char **argv)
{
    unsigned flags = strtoul(argv[2], NULL, 0);
    struct pair pair = open_pair(argv[3], argv[4]);

    fd = pair.sender;
    make_room(pair);
    NEED(setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    for (size_t i = 0; i < COUNT(topics); i++)
        if (strcmp(topics[i].name, argv[1]) == 0)
            topics[i].run();
    return 0;
}
