// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: receive_batches FORM:FLAGS. recvmmsg of few messages and many, more and fewer than there are, with and
 * without a time limit, on a socket that asked for stamps.
 */
#include "asking.h"
#include "stamping.h"

#define MOST 70

static struct pair pair;
static struct message messages[MOST];
static struct mmsghdr headers[MOST];

static const int numbers[] = {0, 1, 15, 16, 17, 32, 33, MOST};

static void send_all(int count)
{
    for (int i = 0; i < count; i++)
        NEED(send(pair.sender, &i, sizeof(i), 0));
}

static void make_ready(void)
{
    for (int i = 0; i < MOST; i++) {
        prepare(&messages[i]);
        headers[i] = messages[i].header;
        headers[i].msg_len = UNTOUCHED;
    }
}

/* Whether messages are there as they were sent, from the first, each with its stamp; and none behind them. */
static bool are_whole(int count)
{
    int first;

    memcpy(&first, messages[0].data, sizeof(first));
    for (int i = 0; i < MOST; i++) {
        const struct msghdr *header = &headers[i].msg_hdr;
        const struct cmsghdr *control = CMSG_FIRSTHDR(header);
        int number;

        memcpy(&number, messages[i].data, sizeof(number));
        bool stamped = i < count && header->msg_controllen == CMSG_SPACE(48) && control->cmsg_len == CMSG_LEN(48);
        bool named = header->msg_namelen == (i < count ? sizeof(struct sockaddr_in) : sizeof(union address));
        if (i < count && !(stamped && named && number == first + i && headers[i].msg_len == sizeof(number)))
            return false;
        if (i >= count && !(named && headers[i].msg_len == UNTOUCHED && header->msg_controllen == CONTROL_ROOM))
            return false;
    }
    return true;
}

static int receive(const char *how, unsigned wanted, int flags, struct timespec *limit)
{
    make_ready();
    errno = UNTOUCHED;
    int got = recvmmsg(pair.receiver, headers, wanted, flags, limit);
    int error = errno;
    fact(" of %u %s: %d %s, %s", wanted, how, got, error_name(error), are_whole(got < 0 ? 0 : got) ? "whole" : "broken");
    return got;
}

static void empty(void)
{
    char data[sizeof(int)];

    while (recv(pair.receiver, data, sizeof(data), MSG_DONTWAIT) >= 0)
        continue;
}

static void receive_in_all_ways(int sent, unsigned wanted)
{
    send_all(sent);
    receive("that do not wait", wanted, MSG_DONTWAIT, NULL);
    receive("that do not wait, again", wanted, MSG_DONTWAIT, NULL);
    empty();
    send_all(sent);
    if (sent > 0 || wanted == 0)
        receive("that wait for one", wanted, MSG_WAITFORONE, NULL);
    empty();
}

static void receive_in_time(unsigned wanted)
{
    struct timespec none = {0, 1};
    struct timespec long_time = {60, 0};

    send_all(MOST);
    receive("in no time", wanted, 0, &none);
    fact("  of which %lld.%09ld is left", (long long)none.tv_sec, none.tv_nsec);
    receive("in a long time", wanted, MSG_DONTWAIT, &long_time);
    fact("  of which a part is left: %d", long_time.tv_sec == 59 && long_time.tv_nsec > 0);
    empty();
}

int main(int, char **argv)
{
    keep_stamping_on();
    pair = open_pair("udp", "ipv4");
    NEED(ask(pair.receiver, argv[1]));
    for (size_t i = 0; i < COUNT(numbers); i++)
        for (size_t j = 0; j < COUNT(numbers); j++) {
            fact("%d sent", numbers[i]);
            receive_in_all_ways(numbers[i], numbers[j]);
        }
    for (size_t i = 1; i < COUNT(numbers) - 1; i++)
        receive_in_time(numbers[i]);
    return 0;
}
