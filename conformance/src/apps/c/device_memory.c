// SPDX-License-Identifier: GPL-2.0-only
/* Usage: device_memory TOPIC. What devices remember of how they are to stamp, and whose memory it is. */
#include "devices.h"
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>

static int inet;

static void set(int fd, const char *device, int flags, int type, int filter)
{
    struct hwtstamp_config config = {flags, type, filter};

    fact("%s to %d %d %d", device, flags, type, filter);
    ANSWER(" set", control_device(fd, SIOCSHWTSTAMP, device, &config));
}

static void get(int fd, const char *device)
{
    struct hwtstamp_config config = {-1, -1, -1};

    errno = UNTOUCHED;
    int result = control_device(fd, SIOCGHWTSTAMP, device, &config);
    fact(" %s: %d %s, %d %d %d", device, result, error_name(errno), config.flags, config.tx_type, config.rx_filter);
}

static void information(void)
{
    static const char *const devices[] = {"lo", "first", "second"};
    struct ethtool_ts_info info;

    for (size_t i = 0; i < COUNT(devices); i++) {
        memset(&info, 0, sizeof(info));
        info.cmd = ETHTOOL_GET_TS_INFO;
        NEED(control_device(inet, SIOCETHTOOL, devices[i], &info));
        fact("%s: %#x clock %d types %#x filters %#x", devices[i], info.so_timestamping, info.phc_index, info.tx_types,
             info.rx_filters);
    }
}

/* Every configuration that the kernel lets pass. */
static void configurations(void)
{
    for (int flags = 0; flags <= HWTSTAMP_FLAG_BONDED_PHC_INDEX; flags++)
        for (int type = HWTSTAMP_TX_OFF; type <= HWTSTAMP_TX_ONESTEP_P2P; type++)
            for (int filter = HWTSTAMP_FILTER_NONE; filter <= HWTSTAMP_FILTER_NTP_ALL; filter++) {
                struct hwtstamp_config off = {0, HWTSTAMP_TX_OFF, HWTSTAMP_FILTER_NONE};
                NEED(control_device(inet, SIOCSHWTSTAMP, "first", &off));
                set(inet, "first", flags, type, filter);
                get(inet, "first");
            }
}

static void devices(void)
{
    get(inet, "first");
    set(inet, "first", 0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL);
    set(inet, "lo", 1, HWTSTAMP_TX_OFF, HWTSTAMP_FILTER_PTP_V2_EVENT);
    get(inet, "first");
    get(inet, "second");
    get(inet, "lo");
}

/* A refused request changes nothing. */
static void refusals(void)
{
    set(inet, "first", 0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL);
    set(inet, "first", 2, HWTSTAMP_TX_OFF, HWTSTAMP_FILTER_NONE);
    set(inet, "first", 0, -1, HWTSTAMP_FILTER_NONE);
    set(inet, "first", 0, HWTSTAMP_TX_OFF, -1);
    get(inet, "first");
}

/* It is the socket's namespace that counts, not the thread's. Devices of the same names and numbers are in both. */
static void namespaces(void)
{
    int home = NEED(open("/proc/thread-self/ns/net", O_RDONLY));
    int abroad;

    set(inet, "first", 0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL);
    make_devices();
    abroad = open_socket("udp", "ipv6");
    get(abroad, "first");
    set(abroad, "first", 0, HWTSTAMP_TX_OFF, HWTSTAMP_FILTER_PTP_V2_EVENT);
    get(inet, "first");
    NEED(setns(home, CLONE_NEWNET));
    get(abroad, "first");
    get(open_socket("tcp", "ipv4"), "first");
}

static void *look(void *)
{
    get(inet, "first");
    return NULL;
}

/* Another socket, thread and child, and the device turned off and on. */
static void process(void)
{
    pthread_t thread;
    int status;

    set(inet, "first", 0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_PTP_V2_L4_EVENT);
    NEED(close(inet));
    inet = NEED(socket(AF_UNIX, SOCK_DGRAM, 0));
    get(inet, "first");
    NEED(-pthread_create(&thread, NULL, look, NULL));
    NEED(-pthread_join(thread, NULL));
    NEED(-system("ip link set first down && ip link set first up"));
    get(inet, "first");
    pid_t child = NEED(fork());
    if (child == 0) {
        get(inet, "first");
        set(inet, "first", 0, HWTSTAMP_TX_OFF, HWTSTAMP_FILTER_NONE);
        exit(0);
    }
    NEED(waitpid(child, &status, 0));
    get(inet, "first");
}

/* The name goes to another device, or the device is another under the same name. */
static void renamed(void)
{
    set(inet, "first", 0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL);
    NEED(-system("ip link set first down && ip link set first name third && ip link set second down &&"
                 " ip link set second name first"));
    get(inet, "third");
    get(inet, "first");
    NEED(-system("ip link del third && ip link add third type veth peer name fourth"));
    get(inet, "third");
}

static const struct {
    const char *name;
    void (*run)(void);
} topics[] = {
    {"information", information}, {"configurations", configurations}, {"devices", devices}, {"refusals", refusals},
    {"namespaces", namespaces},   {"process", process},               {"renamed", renamed},
};

int main(int, char **argv)
{
    make_devices();
    inet = open_socket("udp", "ipv4");
    for (size_t i = 0; i < COUNT(topics); i++)
        if (strcmp(topics[i].name, argv[1]) == 0)
            topics[i].run();
    return 0;
}
