// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: first_datagram FLAGS TRIES PROTOCOL FAMILY. Whether the very first packet after a request is stamped, with nobody
 * else on the machine to have turned stamping on: before each try, a socket that reports stamps and starts none must see
 * none. Protocol veth is packets between two devices of a network namespace where loopback is down.
 */
#include "kinds.h"
#include "stamping.h"
#include <dirent.h>

/* In all, before it is given up: somebody else has stamping on. */
#define PATIENCE_SECONDS 8
#define QUIET_IN_A_ROW 20
#define MOST_TRIES 1000

static struct pair witness;
static struct timespec begun;
static double micros[MOST_TRIES];

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - start->tv_sec + (now.tv_nsec - start->tv_nsec) / 1e9;
}

/* The switch turns with a delay, so one look is not enough. */
static bool is_quiet(void)
{
    int in_a_row = 0;

    while (in_a_row < QUIET_IN_A_ROW && seconds_since(&begun) < PATIENCE_SECONDS)
        in_a_row = arrives_stamped(witness) ? 0 : in_a_row + 1;
    return in_a_row == QUIET_IN_A_ROW;
}

static void send_between_devices(int fd)
{
    struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_protocol = htons(ETHERTYPE), .sll_halen = ETH_ALEN};

    place.sll_ifindex = NEED(if_nametoindex("first"));
    NEED(sendto(fd, "first", 5, 0, (struct sockaddr *)&place, sizeof(place)));
}

static struct pair open_between_devices(void)
{
    struct pair pair = {NEED(socket(AF_PACKET, SOCK_DGRAM, 0)), NEED(socket(AF_PACKET, SOCK_DGRAM, 0))};
    struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_protocol = htons(ETHERTYPE)};

    place.sll_ifindex = NEED(if_nametoindex("second"));
    NEED(bind(pair.receiver, (struct sockaddr *)&place, sizeof(place)));
    return pair;
}

static void make_devices(void)
{
    if (unshare(CLONE_NEWNET) < 0)
        end_as_unavailable();
    NEED(-system("ip link add first type veth peer name second"));
    set_device_up("first");
    set_device_up("second");
}

static bool is_first_stamped(struct pair pair, bool between_devices)
{
    struct message message;

    if (!between_devices)
        return arrives_stamped(pair);
    send_between_devices(pair.sender);
    prepare(&message);
    NEED(recvmsg(pair.receiver, &message.header.msg_hdr, 0));
    struct cmsghdr *control = CMSG_FIRSTHDR(&message.header.msg_hdr);
    return control && is_timestamping(control);
}

static int count_entries(const char *directory)
{
    DIR *entries = opendir(directory);
    int count = 0;

    while (readdir(entries))
        count++;
    closedir(entries);
    return count;
}

static int ascending(const void *a, const void *b)
{
    return *(const double *)a > *(const double *)b ? 1 : -1;
}

static bool try_once(int flags, char **pair_of, int try)
{
    bool between_devices = strcmp(pair_of[0], "veth") == 0;
    struct pair pair = between_devices ? open_between_devices() : open_pair(pair_of[0], pair_of[1]);
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    micros[try] = seconds_since(&start) * 1e6;
    bool stamped = is_first_stamped(pair, between_devices);
    close_pair(pair);
    return stamped;
}

int main(int, char **argv)
{
    int reports = SOF_TIMESTAMPING_SOFTWARE;
    int tries = atoi(argv[2]);
    int missed = 0;

    clock_gettime(CLOCK_MONOTONIC, &begun);
    witness = open_pair("udp", "ipv4");
    NEED(setsockopt(witness.receiver, SOL_SOCKET, SO_TIMESTAMPING, &reports, sizeof(reports)));
    if (strcmp(argv[3], "veth") == 0)
        make_devices();
    int descriptors = count_entries("/proc/self/fd");
    for (int i = 0; i < tries; i++) {
        if (!is_quiet()) {
            fact("unavailable: another process has receive stamping on");
            return UNAVAILABLE;
        }
        missed += !try_once(strtol(argv[1], NULL, 0), argv + 3, i);
    }
    qsort(micros, tries, sizeof(*micros), ascending);
    fact("missed %d", missed);
    fact("descriptors left %d", count_entries("/proc/self/fd") - descriptors);
    fact("threads %d", count_entries("/proc/self/task") - 2);
    fact("microseconds: least %.0f, median %.0f, most %.0f", micros[0], micros[tries / 2], micros[tries - 1]);
    return 0;
}
