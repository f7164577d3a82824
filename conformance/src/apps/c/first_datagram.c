// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: first_datagram FLAGS TRIES PLACE PROTOCOL FAMILY. Whether the very first packet after a request is stamped, with
 * nobody else on the machine to have turned stamping on: before each try, a socket that reports stamps and starts none
 * must see none. PLACE is the loopback device (loopback), the same with a receiver of everybody's UDP packets (overheard),
 * or two devices where loopback is down (devices).
 */
#include "devices.h"
#include "examination.h"
#include <dirent.h>
#include <netinet/ip.h>
#include <netinet/udp.h>

/* One that nobody listens to. */
#define PORT 9

/* In all, before it is given up: somebody else has stamping on. */
#define PATIENCE_SECONDS 8
#define QUIET_IN_A_ROW 20
#define MOST_TRIES 1000

static struct pair witness;
static struct timespec begun;
static double micros[MOST_TRIES];
static int others;

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

/* A packet socket or a raw one that receives what UDP sends to anybody. */
static struct pair open_overheard(const char *protocol)
{
    bool packets = strcmp(protocol, "packet") == 0;
    struct sockaddr_ll everything = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL)};
    struct sockaddr_in anybody = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    struct pair pair;

    enter_private_network();
    pair.sender = open_socket("udp", "ipv4");
    pair.receiver = NEED(packets ? socket(AF_PACKET, SOCK_RAW, 0) : socket(AF_INET, SOCK_RAW, IPPROTO_UDP));
    if (packets)
        NEED(bind(pair.receiver, (struct sockaddr *)&everything, sizeof(everything)));
    anybody.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    NEED(connect(pair.sender, (struct sockaddr *)&anybody, sizeof(anybody)));
    return pair;
}

/* What comes in by device second. */
static int open_receiver(const char *protocol, const char *type)
{
    struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = htons(PORT)};

    if (strcmp(protocol, "raw") == 0)
        return NEED(socket(AF_INET, SOCK_RAW, IPPROTO_UDP));
    if (strcmp(protocol, "packet") == 0) {
        struct pair pair = open_packet_pair_on("second", type);
        NEED(close(pair.sender));
        return pair.receiver;
    }
    int fd = open_socket("udp", "ipv4");
    NEED(bind(fd, (struct sockaddr *)&port, sizeof(port)));
    return fd;
}

static struct pair open_between_devices(const char *protocol, const char *type)
{
    static bool made;

    if (!made) {
        make_devices();
        NEED(-system("ip addr add 192.0.2.2/24 dev second"));
    }
    made = true;
    return (struct pair){NEED(socket(AF_PACKET, SOCK_DGRAM, 0)), open_receiver(protocol, type)};
}

static uint16_t checksum(const struct iphdr *header)
{
    uint16_t words[sizeof(*header) / 2];
    uint32_t sum = 0;

    memcpy(words, header, sizeof(words));
    for (size_t i = 0; i < COUNT(words); i++)
        sum += words[i];
    return ~((sum & 0xffff) + (sum >> 16));
}

/* A datagram by UDP, from device first to the address of device second. */
static void send_datagram_on_device(int fd)
{
    struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_halen = ETH_ALEN};
    struct {
        struct iphdr ip;
        struct udphdr udp;
        char data[8];
    } packet = {
        {.version = 4, .ihl = 5, .tot_len = htons(sizeof(packet)), .ttl = 64, .protocol = IPPROTO_UDP},
        {.dest = htons(PORT), .len = htons(sizeof(packet) - sizeof(packet.ip))},
        "first",
    };

    packet.ip.saddr = inet_addr("192.0.2.3");
    packet.ip.daddr = inet_addr("192.0.2.2");
    packet.ip.check = checksum(&packet.ip);
    place.sll_ifindex = NEED(if_nametoindex("first"));
    memset(place.sll_addr, 0xff, ETH_ALEN);
    NEED(sendto(fd, &packet, sizeof(packet), 0, (struct sockaddr *)&place, sizeof(place)));
}

static struct pair open_at(const char *place, const char *protocol, const char *family)
{
    if (strcmp(place, "overheard") == 0)
        return open_overheard(protocol);
    return strcmp(place, "devices") == 0 ? open_between_devices(protocol, family) : open_kind(protocol, family);
}

static void send_at(const char *place, const char *protocol, struct pair pair)
{
    if (strcmp(place, "devices") != 0)
        send_one(pair);
    else if (strcmp(protocol, "packet") == 0)
        send_on("first", pair.sender);
    else
        send_datagram_on_device(pair.sender);
}

static bool receives_stamped(int fd)
{
    struct message message;

    prepare(&message);
    await(fd, POLLIN);
    NEED(recvmsg(fd, &message.header.msg_hdr, 0));
    struct cmsghdr *control = CMSG_FIRSTHDR(&message.header.msg_hdr);
    return control && is_timestamping(control);
}

/* What was there before anything was sent. */
static int count_others(int fd)
{
    char data[64];
    int count = 0;

    while (recv(fd, data, sizeof(data), MSG_DONTWAIT) >= 0)
        count++;
    return count;
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

static bool try_once(int flags, char **where, int try)
{
    struct pair pair = open_at(where[0], where[1], where[2]);
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    micros[try] = seconds_since(&start) * 1e6;
    others += is_stream(pair.receiver) ? 0 : count_others(pair.receiver);
    send_at(where[0], where[1], pair);
    bool stamped = receives_stamped(pair.receiver);
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
    close_pair(open_at(argv[3], argv[4], argv[5]));
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
    fact("others %d", others);
    fact("descriptors left %d", count_entries("/proc/self/fd") - descriptors);
    fact("threads %d", count_entries("/proc/self/task") - 2);
    fact("microseconds: least %.0f, median %.0f, most %.0f", micros[0], micros[tries / 2], micros[tries - 1]);
    return 0;
}
