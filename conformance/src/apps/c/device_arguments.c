// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: device_arguments REQUEST TOPIC. What a device is told (set) or asked (get) of its stamps, or what it can stamp
 * (info), with good and bad arguments; privileges are given up first where TOPIC begins with "unprivileged-". Tells also
 * which bytes changed.
 */
#include "devices.h"
#include "pages.h"
#include <fcntl.h>

/* No device has it, and no answer. */
#define PATTERN 0x5a

union data {
    struct hwtstamp_config config;
    struct ethtool_ts_info info;
    struct ethtool_drvinfo driver;
    unsigned char bytes[256];
};

static unsigned long request;
static size_t size;
static union data start;
static int inet;

static void tell_change(const char *what, const void *before, const void *now, size_t length)
{
    const unsigned char *a = before, *b = now;
    size_t first = 0, end = length;

    while (first < length && a[first] == b[first])
        first++;
    while (end > first && a[end - 1] == b[end - 1])
        end--;
    if (end > first)
        fact("  %s changed from byte %zu to %zu", what, first, end);
}

/* The data is where it may be or not; it is not looked at unless it is our own. */
static void control(const char *text, int fd, const char *device, void *data)
{
    struct ifreq ifr, before;

    memset(&ifr, PATTERN, sizeof(ifr));
    strncpy(ifr.ifr_name, device, IFNAMSIZ);
    ifr.ifr_data = data;
    before = ifr;
    ANSWER(text, ioctl(fd, request, &ifr));
    tell_change("request", &before, &ifr, sizeof(ifr));
}

static void ask(const char *text, int fd, const char *device)
{
    union data data = start;

    control(text, fd, device, &data);
    tell_change("data", &start, &data, sizeof(data));
}

static void names(void)
{
    static const char *const devices[] = {"lo",      "first", "second", "none",  "",       "first:1", "none:1",
                                          ":",       ".",     "..",     "a/b",   "first ", "FIRST",   "sixteen-letters-",
                                          "firstish"};

    for (size_t i = 0; i < COUNT(devices); i++)
        ask(devices[i], inet, devices[i]);
}

static void values(void)
{
    static const int any[] = {-1, 4, 16, 17, 255, 256, INT32_MAX, INT32_MIN};
    static const int flags[] = {-1, 2, 3, 4, 1 << 30, INT32_MIN};

    for (size_t i = 0; i < COUNT(any); i++) {
        fact("value %d", any[i]);
        start.config = (struct hwtstamp_config){0, any[i], HWTSTAMP_FILTER_ALL};
        ask("type", inet, "first");
        start.config = (struct hwtstamp_config){0, HWTSTAMP_TX_ON, any[i]};
        ask("filter", inet, "first");
        start.config = (struct hwtstamp_config){-1, any[i], any[i]};
        ask("all", inet, "first");
        ask("all, nowhere", inet, "none");
    }
    for (size_t i = 0; i < COUNT(flags); i++) {
        fact("flags %#x", flags[i]);
        start.config = (struct hwtstamp_config){flags[i], HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL};
        ask("flags", inet, "first");
    }
}

static void data_places(void)
{
    void *last = at_page_end(size);
    void *too_late = at_page_end(size - 1);

    memcpy(last, &start, size);
    memcpy(too_late, &start, size - 1);
    control("nowhere", inet, "first", NULL);
    control("unmapped", inet, "first", unmapped());
    control("read-only", inet, "first", read_only());
    control("at a page end", inet, "first", last);
    control("beyond a page", inet, "first", too_late);
    control("in the kernel", inet, "first", (void *)-4096);
    control("nowhere, of no device", inet, "none", NULL);
}

static void *placed(void *place, const void *ifr, size_t length)
{
    return memcpy(place, ifr, length);
}

static void request_places(void)
{
    union data data = start;
    struct ifreq ifr = {.ifr_name = "first", .ifr_data = (void *)&data};

    ANSWER("nowhere", ioctl(inet, request, NULL));
    ANSWER("unmapped", ioctl(inet, request, unmapped()));
    ANSWER("in the kernel", ioctl(inet, request, (void *)-4096));
    ANSWER("at a page end", ioctl(inet, request, placed(at_page_end(sizeof(ifr)), &ifr, sizeof(ifr))));
    ANSWER("beyond a page", ioctl(inet, request, placed(at_page_end(sizeof(ifr) - 1), &ifr, sizeof(ifr) - 1)));
}

static void descriptors(void)
{
    static const struct {
        const char *name;
        int family, type, protocol;
    } sockets[] = {
        {"udp ipv4", AF_INET, SOCK_DGRAM, 0},  {"udp ipv6", AF_INET6, SOCK_DGRAM, 0},
        {"tcp ipv4", AF_INET, SOCK_STREAM, 0}, {"tcp ipv6", AF_INET6, SOCK_STREAM, 0},
        {"raw", AF_INET, SOCK_RAW, PROTOCOL},  {"packet", AF_PACKET, SOCK_RAW, 0},
        {"unix", AF_UNIX, SOCK_STREAM, 0},     {"netlink", AF_NETLINK, SOCK_RAW, 0},
        {"vsock", AF_VSOCK, SOCK_STREAM, 0},
    };
    int ends[2];

    NEED(pipe(ends));
    NEED(close(ends[1]));
    ask("-1", -1, "first");
    ask("closed", ends[1], "first");
    ask("file", NEED(open("/dev/null", O_RDWR)), "first");
    ask("pipe", ends[0], "first");
    ask("directory", NEED(open("/", O_RDONLY | O_DIRECTORY)), "first");
    ask("path", NEED(open("/", O_PATH)), "first");
    NEED(dup2(inet, ends[1]));
    for (size_t i = 0; i < COUNT(sockets); i++)
        ask(sockets[i].name, socket(sockets[i].family, sockets[i].type, sockets[i].protocol), "first");
}

/* Sockets that know no requests to devices at all. */
static void deviceless(void)
{
    int fd = socket(AF_XDP, SOCK_RAW, 0);

    if (fd < 0)
        end_as_unavailable();
    ask("xdp", fd, "first");
}

static void other_commands(void)
{
    static const unsigned commands[] = {ETHTOOL_GDRVINFO, ETHTOOL_GLINK, ETHTOOL_GFEATURES, ETHTOOL_GCHANNELS,
                                        0,                0xffffffff};

    for (size_t i = 0; i < COUNT(commands); i++) {
        fact("command %#x", commands[i]);
        start.info.cmd = commands[i];
        ask("other command", inet, "first");
    }
}

static void prepare_start(const char *name)
{
    memset(&start, PATTERN, sizeof(start));
    size = sizeof(struct hwtstamp_config);
    request = strcmp(name, "set") == 0 ? SIOCSHWTSTAMP : SIOCGHWTSTAMP;
    if (strcmp(name, "set") == 0)
        start.config = (struct hwtstamp_config){0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL};
    if (strcmp(name, "info") != 0)
        return;
    request = SIOCETHTOOL;
    start.info.cmd = ETHTOOL_GET_TS_INFO;
    size = sizeof(struct ethtool_ts_info);
}

static const struct {
    const char *name;
    void (*run)(void);
} topics[] = {
    {"names", names},
    {"values", values},
    {"data-places", data_places},
    {"request-places", request_places},
    {"descriptors", descriptors},
    {"deviceless", deviceless},
    {"other-commands", other_commands},
};

int main(int, char **argv)
{
    static const char unprivileged[] = "unprivileged-";
    const char *topic = argv[2];

    make_devices();
    inet = open_socket("udp", "ipv4");
    prepare_start(argv[1]);
    if (strncmp(topic, unprivileged, strlen(unprivileged)) == 0) {
        NEED(setresuid(65534, 65534, 65534));
        topic += strlen(unprivileged);
    }
    for (size_t i = 0; i < COUNT(topics); i++)
        if (strcmp(topics[i].name, topic) == 0)
            topics[i].run();
    return 0;
}
