/* SPDX-License-Identifier: GPL-2.0-only */

/*
 * An application as Onload users write them: it names its stack, asks to spin, looks where its socket lives and wants
 * every datagram stamped by the network card. A child process sends; what comes is printed with its stamp.
 *
 *     gcc onload-demo.c -lonload_ext -o onload-demo
 *     onload ./onload-demo
 *
 * Without LKOS and without a card that stamps it runs as well, says what is missing and exits with status 1.
 */

#define _GNU_SOURCE

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <onload/extensions.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GROUP "239.255.76.75"
#define DEFAULT_PACKETS 8
#define WARM_UP_NANOS 200000000
#define LOST_AFTER_SECONDS 2

#define HARDWARE_STAMPS                                                                                                \
    (SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE | SOF_TIMESTAMPING_SYS_HARDWARE |                    \
     SOF_TIMESTAMPING_SOFTWARE)

/* Where the datagrams go, and its two ends. */
struct channel {
    struct sockaddr_in address;
    bool multicast;
    int receiver;
    int sender;
};

struct packet {
    uint32_t number;
    struct timespec sent;
};

struct arrival {
    struct packet packet;
    struct timespec stamp; /* zero: none came */
    struct timespec read;
};

static void die(const char *what) {
    fprintf(stderr, "onload-demo: %s: %s\n", what, strerror(errno));
    exit(1);
}

static struct timespec now(void) {
    struct timespec time;

    clock_gettime(CLOCK_REALTIME, &time);
    return time;
}

static int64_t nanos_from(struct timespec start, struct timespec end) {
    return (end.tv_sec - start.tv_sec) * INT64_C(1000000000) + end.tv_nsec - start.tv_nsec;
}

/* ---- Onload's own calls ---- */

static void ask_presence(void) {
    int present = onload_is_present();

    printf("  is Onload's stack present?          %d: %s\n", present, present ? "yes" : "no, the kernel's is used");
}

static void ask_stackname(void) {
    int status = onload_set_stackname(ONLOAD_ALL_THREADS, ONLOAD_SCOPE_PROCESS, "demo");

    printf("  make sockets in the stack \"demo\"    %d: %s\n", status, status == 0 ? "accepted" : "refused");
}

/* Not every version has this call: the program is to start with those as well. */
static void ask_spinning(void) {
    int (*set_spin)(enum onload_spin_type, int) = dlsym(RTLD_DEFAULT, "onload_thread_set_spin");

    if (set_spin == NULL) {
        printf("  spin while waiting for UDP          -: this library has no such call\n");
    } else {
        int status = set_spin(ONLOAD_SPIN_UDP_RECV, 1);
        printf("  spin while waiting for UDP          %d: %s\n", status, status == 0 ? "accepted" : "refused");
    }
}

static void ask_place(int fd) {
    struct onload_stat stat;
    int accelerated = onload_fd_stat(fd, &stat);

    if (accelerated > 0) {
        printf("  which stack is the socket in?       %d: %s\n", accelerated, stat.stack_name);
        free(stat.stack_name);
    } else {
        printf("  which stack is the socket in?       %d: the kernel's\n", accelerated);
    }
}

static void ask_stamps(int fd) {
    int asked = HARDWARE_STAMPS;
    int kept = 0;
    socklen_t size = sizeof(kept);

    if (setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &asked, sizeof(asked)) != 0) {
        die("cannot ask for hardware timestamps");
    }
    if (getsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &kept, &size) != 0) {
        die("cannot read the timestamping flags");
    }
    printf("  stamp what comes in hardware        0: flags 0x%x asked, 0x%x read back\n", asked, kept);
}

/* ---- the channel ---- */

static bool bind_to(int fd, struct sockaddr_in *address) {
    socklen_t size = sizeof(*address);

    return bind(fd, (struct sockaddr *)address, size) == 0 && getsockname(fd, (struct sockaddr *)address, &size) == 0;
}

static bool connect_to(int fd, const struct sockaddr_in *address) {
    return connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0;
}

/* Multicast over the loopback device, which needs no route of its own. */
static bool join(const struct channel *channel) {
    struct ip_mreq membership = {
        .imr_multiaddr = channel->address.sin_addr,
        .imr_interface.s_addr = htonl(INADDR_LOOPBACK),
    };

    return setsockopt(channel->receiver, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof(membership)) == 0 &&
           setsockopt(channel->sender, IPPROTO_IP, IP_MULTICAST_IF, &membership.imr_interface,
                      sizeof(membership.imr_interface)) == 0;
}

static bool open_channel(struct channel *channel, const char *address, bool multicast) {
    channel->address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(address)};
    channel->multicast = multicast;
    channel->receiver = socket(AF_INET, SOCK_DGRAM, 0);
    channel->sender = socket(AF_INET, SOCK_DGRAM, 0);
    if (channel->receiver < 0 || channel->sender < 0) {
        die("cannot make a socket");
    }
    if (bind_to(channel->receiver, &channel->address) && (!multicast || join(channel)) &&
        connect_to(channel->sender, &channel->address)) {
        return true;
    }
    close(channel->receiver);
    close(channel->sender);
    return false;
}

static void print_channel(const struct channel *channel) {
    char text[INET_ADDRSTRLEN];

    inet_ntop(AF_INET, &channel->address.sin_addr, text, sizeof(text));
    printf("Datagrams to %s port %d, %s over loopback.\n\n", text, ntohs(channel->address.sin_port),
           channel->multicast ? "multicast" : "unicast");
}

/* ---- sending ---- */

/* Sends a packet for every number that comes from the pipe, until its other end is closed. */
static void send_numbers(int numbers, int sender) {
    struct packet packet = {0};

    while (read(numbers, &packet.number, sizeof(packet.number)) == sizeof(packet.number)) {
        packet.sent = now();
        if (send(sender, &packet, sizeof(packet), 0) != sizeof(packet)) {
            die("cannot send");
        }
    }
}

/* Starts the sending process and returns the end of the pipe to write numbers to. */
static int start_sender(int sender) {
    int pipe_ends[2];

    if (pipe(pipe_ends) != 0) {
        die("cannot make a pipe");
    }
    fflush(stdout);
    switch (fork()) {
        case -1:
            die("cannot fork");
            break;
        case 0:
            close(pipe_ends[1]);
            send_numbers(pipe_ends[0], sender);
            exit(0);
        default:
            close(pipe_ends[0]);
    }
    return pipe_ends[1];
}

/* ---- receiving ---- */

/* The stamp of the card is the third of three. */
static struct timespec hardware_stamp(struct msghdr *message) {
    struct timespec stamps[3] = {{0}};

    for (struct cmsghdr *at = CMSG_FIRSTHDR(message); at != NULL; at = CMSG_NXTHDR(message, at)) {
        if (at->cmsg_level == SOL_SOCKET && at->cmsg_type == SO_TIMESTAMPING &&
            at->cmsg_len >= CMSG_LEN(sizeof(stamps))) {
            memcpy(stamps, CMSG_DATA(at), sizeof(stamps));
        }
    }
    return stamps[2];
}

static bool is_stamped(const struct arrival *arrival) {
    return arrival->stamp.tv_sec != 0;
}

static struct arrival receive(int receiver) {
    struct arrival arrival;
    _Alignas(struct cmsghdr) char control[256];
    struct iovec data = {.iov_base = &arrival.packet, .iov_len = sizeof(arrival.packet)};
    struct msghdr message = {
        .msg_iov = &data,
        .msg_iovlen = 1,
        .msg_control = control,
        .msg_controllen = sizeof(control),
    };

    if (recvmsg(receiver, &message, 0) != sizeof(arrival.packet)) {
        die("a packet was lost");
    }
    arrival.read = now();
    arrival.stamp = hardware_stamp(&message);
    return arrival;
}

static struct arrival exchange(uint32_t number, int numbers, int receiver) {
    if (write(numbers, &number, sizeof(number)) != sizeof(number)) {
        die("cannot reach the sender");
    }
    return receive(receiver);
}

/* Stamping may begin a little after it was asked for. Returns the number of packets that came before. */
static int warm_up(int numbers, int receiver) {
    struct timespec start = now();
    struct arrival arrival = exchange(0, numbers, receiver);
    int unstamped = 0;

    while (!is_stamped(&arrival) && nanos_from(start, arrival.read) < WARM_UP_NANOS) {
        unstamped++;
        arrival = exchange(0, numbers, receiver);
    }
    return is_stamped(&arrival) ? unstamped : 0;
}

static void print_arrival(const struct arrival *arrival) {
    char clock[sizeof("hh:mm:ss")];

    if (!is_stamped(arrival)) {
        printf("%6" PRIu32 "  none\n", arrival->packet.number);
        return;
    }
    strftime(clock, sizeof(clock), "%H:%M:%S", gmtime(&arrival->stamp.tv_sec));
    printf("%6" PRIu32 "  %s.%09ld UTC %14.1f us %14.1f us\n", arrival->packet.number, clock, arrival->stamp.tv_nsec,
           (double)nanos_from(arrival->packet.sent, arrival->stamp) / 1000,
           (double)nanos_from(arrival->stamp, arrival->read) / 1000);
}

/* Returns how many packets came stamped. */
static int receive_all(int packets, int numbers, int receiver) {
    int stamped = 0;

    printf("packet  hardware timestamp      send to stamp    stamp to read\n");
    for (int number = 1; number <= packets; number++) {
        struct arrival arrival = exchange((uint32_t)number, numbers, receiver);
        print_arrival(&arrival);
        stamped += is_stamped(&arrival);
    }
    return stamped;
}

/* ---- the application ---- */

static int packets_wanted(int count, char **arguments) {
    char *end = NULL;
    long packets = count == 2 ? strtol(arguments[1], &end, 10) : DEFAULT_PACKETS;

    if (count > 2 || packets < 1 || packets > 1000000 || (end != NULL && *end != '\0')) {
        fprintf(stderr, "usage: onload-demo [packets, 1 to 1000000]\n");
        exit(1);
    }
    return (int)packets;
}

static struct channel open_any_channel(void) {
    struct timeval limit = {.tv_sec = LOST_AFTER_SECONDS};
    struct channel channel;

    if (!open_channel(&channel, GROUP, true) && !open_channel(&channel, "127.0.0.1", false)) {
        die("cannot send over loopback");
    }
    setsockopt(channel.receiver, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    return channel;
}

static int exchange_all(const struct channel *channel, int packets) {
    int numbers = start_sender(channel->sender);
    int unstamped = warm_up(numbers, channel->receiver);
    int stamped;

    if (unstamped > 0) {
        printf("%d packets came before the first stamp; they are not counted.\n\n", unstamped);
    }
    stamped = receive_all(packets, numbers, channel->receiver);
    close(numbers);
    wait(NULL);
    return stamped;
}

int main(int count, char **arguments) {
    int packets = packets_wanted(count, arguments);
    struct channel channel;
    int stamped;

    printf("The application asks, and gets:\n");
    ask_presence();
    ask_stackname();
    ask_spinning();
    channel = open_any_channel();
    ask_place(channel.receiver);
    ask_stamps(channel.receiver);
    printf("\n");
    print_channel(&channel);

    stamped = exchange_all(&channel, packets);
    printf("\n%d of %d packets carry a hardware timestamp.\n", stamped, packets);
    if (stamped < packets) {
        fflush(stdout);
        fprintf(stderr, "onload-demo: hardware timestamps are missing: no card stamps here, and LKOS is not preloaded\n");
        return 1;
    }
    return 0;
}
