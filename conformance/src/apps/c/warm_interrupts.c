// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: warm_interrupts PROTOCOL FAMILY. Warm sends in a signal handler that interrupts sends, and warm sends, anywhere.
 * Tells what arrives of what was sent in earnest.
 */
#include "ways.h"
#include <onload/extensions.h>
#include <sys/time.h>

#define SENDS 20000
#define HANDLED 200

static struct pair pair;
static volatile sig_atomic_t handled, failed;

static void on_timer(int signal)
{
    static struct shipment shipment = {"never", 5, NULL, 0};
    int interrupted = errno;

    (void)signal;
    for (size_t i = 0; i < COUNT(ways); i++) {
        errno = UNTOUCHED;
        failed |= ways[i].send(pair.sender, &shipment, ONLOAD_MSG_WARM) != 5 || errno != UNTOUCHED;
    }
    handled++;
    errno = interrupted;
}

static void start_timer(void)
{
    struct sigaction action = {.sa_handler = on_timer, .sa_flags = SA_RESTART};
    struct itimerval often = {{0, 100}, {0, 100}};

    NEED(sigaction(SIGALRM, &action, NULL));
    NEED(setitimer(ITIMER_REAL, &often, NULL));
}

static void stop_timer(void)
{
    struct itimerval never = {{0, 0}, {0, 0}};

    NEED(setitimer(ITIMER_REAL, &never, NULL));
}

static void receive_one(void)
{
    char byte = 0;

    NEED(recv(pair.receiver, &byte, 1, MSG_WAITALL) == 1 && byte == 'x' ? 0 : -1);
}

int main(int, char **argv)
{
    struct shipment real = {"x", 1, NULL, 0}, warm = {"never", 5, NULL, 0};
    char byte;
    int sent = 0;

    pair = open_pair(argv[1], argv[2]);
    start_timer();
    for (; sent < SENDS || handled < HANDLED; sent++) {
        const struct way *way = &ways[sent % COUNT(ways)];
        errno = UNTOUCHED;
        NEED(way->send(pair.sender, &warm, ONLOAD_MSG_WARM) == 5 && errno == UNTOUCHED ? 0 : -1);
        NEED(way->send(pair.sender, &real, 0) == 1 && errno == UNTOUCHED ? 0 : -1);
        receive_one();
    }
    stop_timer();
    fact("handlers %s", failed ? "failed" : "were content");
    ANSWER("left", recv(pair.receiver, &byte, 1, MSG_DONTWAIT));
    return 0;
}
