// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the library is meant to change, and nothing else. In the reference run, on the bare kernel, each change is made
 * by the few lines here; so both runs must leave the same trace, down to the last byte. Every entry is counted, and the
 * test sees to it that each is met.
 */
#ifndef FUZZ_INTENDED_H
#define FUZZ_INTENDED_H

#include "slots.h"
#include <linux/ethtool.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>
#include <sys/stat.h>

enum intended {
    ASKED_AS_SOFTWARE, READ_BACK, SHOWN_AS_HARDWARE, TAKEN_OUT, ASKED_BY_MESSAGE, INTERFACE_LEFT_OUT, DEVICE_CONFIGURED,
    DEVICE_ABLE, NO_PEEK_OFFSET, WARM_NOT_SENT, INTENDED
};

static const char *const intended_names[] = {
    [ASKED_AS_SOFTWARE] = "hardware stamps are asked of the kernel as software ones",
    [READ_BACK] = "getsockopt gives back the flags as they were set",
    [SHOWN_AS_HARDWARE] = "the kernel's stamp is shown in the slots of hardware, and in its own if that was asked for",
    [TAKEN_OUT] = "a stamp that was not asked for, but for our own flags, is taken out",
    [ASKED_BY_MESSAGE] = "hardware stamps asked for by a message are software ones",
    [INTERFACE_LEFT_OUT] = "the interface that a message names is left out where the kernel refuses it",
    [DEVICE_CONFIGURED] = "a device without hardware stamps takes and tells a configuration of them",
    [DEVICE_ABLE] = "a device without hardware stamps says that it has them",
    [NO_PEEK_OFFSET] = "a negative peek offset, which is none, reads as -1 where hardware stamps were asked for",
    [WARM_NOT_SENT] = "a warm send over TCP or UDP sends nothing",
};

#define TX_HARDWARE SOF_TIMESTAMPING_TX_HARDWARE
#define TX_SOFTWARE SOF_TIMESTAMPING_TX_SOFTWARE
#define RX_HARDWARE SOF_TIMESTAMPING_RX_HARDWARE
#define RX_SOFTWARE SOF_TIMESTAMPING_RX_SOFTWARE
#define SOFTWARE SOF_TIMESTAMPING_SOFTWARE
#define SYSTEM SOF_TIMESTAMPING_SYS_HARDWARE
#define RAW SOF_TIMESTAMPING_RAW_HARDWARE
#define RX_FILTER (1 << 17)

/* Whether this is the reference, where the changes are made here and not by the library. */
static bool is_reference;
static unsigned *met;

/* What was asked of a socket last, by its number, which every descriptor of it has. */
struct asked {
    ino_t socket;
    int by; /* the descriptor by which it was asked, which the library remembers */
    int flags;
    int kernel;    /* what the kernel was asked for, in the reference */
    bool hardware; /* the kernel cannot do it */
    bool vague;    /* see note_places_taken */
    bool mixed;    /* messages asked for stamps of their own */
};

static struct asked asked[256];
static size_t askers;

static inline void meet(enum intended change)
{
    met[change]++;
}

static inline bool wants_hardware(int flags)
{
    return (flags & (TX_HARDWARE | RX_HARDWARE)) != 0 && (flags & (SYSTEM | RAW)) != 0;
}

/* Software stamps for the hardware ones, and no received ones where none are wanted. */
static inline int kernel_flags(int flags)
{
    int kernel = (flags & ~TX_HARDWARE) | SOFTWARE;

    kernel |= (flags & TX_HARDWARE) != 0 ? TX_SOFTWARE : 0;
    kernel |= (flags & RX_HARDWARE) != 0 ? RX_SOFTWARE : 0;
    return (flags & (RX_HARDWARE | RX_SOFTWARE | SOFTWARE)) == 0 ? kernel | RX_FILTER : kernel;
}

static inline struct asked *asked_of(int fd)
{
    struct stat status;
    ino_t socket = fstat(fd, &status) == 0 ? status.st_ino : 0;

    for (size_t i = askers; i > 0; i--)
        if (asked[i - 1].socket == socket)
            return &asked[i - 1];
    size_t index = askers < COUNT(asked) ? askers++ : COUNT(asked) - 1;
    asked[index] = (struct asked){.socket = socket, .by = -1};
    return &asked[index];
}

static inline int peek_offset(int fd)
{
    return option_of(fd, SO_PEEK_OFF);
}

static inline void note_request(int fd, int flags)
{
    struct asked *of = asked_of(fd);
    int none = -1;

    if (is_reference && of->hardware && !wants_hardware(flags) && peek_offset(fd) < 0)
        setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &none, sizeof(none));

    of->by = fd;
    of->flags = flags;
    of->hardware = wants_hardware(flags);
    of->kernel = of->hardware ? kernel_flags(flags) : flags;
}

/* An accepted socket has what its listener was asked for when the connection was made: the last request that fits. */
static inline void note_accepted(int listener, int fd)
{
    struct asked *parent = asked_of(listener);
    struct asked *child = asked_of(fd);

    child->vague = parent->vague;
    if (option_of(fd, SO_TIMESTAMPING) == (is_reference ? parent->kernel : parent->flags)) {
        child->flags = parent->flags;
        child->kernel = parent->kernel;
        child->hardware = parent->hardware;
    }
}

static inline bool is_stamping_option(int level, int name)
{
    return level == SOL_SOCKET && (name == SO_TIMESTAMPING_OLD || name == SO_TIMESTAMPING_NEW);
}

/*
 * A documented limit: where the application itself uses the option that keeps a request, the software flags beside
 * hardware ones are not known for sure. They are not compared from then on.
 */
static inline void note_places_taken(int fd, int level, int name)
{
    if (level == SOL_SOCKET && (name == SO_PEEK_OFF || name == SO_RCVLOWAT))
        asked_of(fd)->vague = true;
}

static inline long intended_setsockopt(int fd, int level, int name, const struct block *value, int size)
{
    size_t needed = size == 8 ? 8 : 4;
    bool readable = size >= 4 && room_at(value) >= needed;
    bool stamping = is_stamping_option(level, name) && readable;
    int flags = 0;
    const void *given = value->at;
    unsigned char copy[64] = {0};

    if (stamping)
        memcpy(&flags, value->at, 4);
    if (is_reference && stamping && wants_hardware(flags)) {
        int kernel = kernel_flags(flags);
        memcpy(copy, value->at, needed);
        memcpy(copy, &kernel, 4);
        given = copy;
        meet(ASKED_AS_SOFTWARE);
    }
    errno = UNTOUCHED;
    long result = setsockopt(fd, level, name, given, size);
    int error = errno, none = -1;
    if (result == 0 && stamping)
        note_request(fd, flags);
    /* The library had put its request there before the kernel refused. */
    if (result < 0 && is_reference && stamping && wants_hardware(flags) && peek_offset(fd) < 0)
        setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &none, sizeof(none));
    if (result == 0)
        note_places_taken(fd, level, name);
    errno = error;
    return result;
}

/* A TCP socket that is taken apart loses its peek offset, and what is kept in it: where the library neither sees nor knows. */
static inline void note_disconnected(int fd, bool seen)
{
    if (is_stream_of_tcp(fd) && !(seen && asked_of(fd)->by == fd))
        asked_of(fd)->vague = true;
}

/* A descriptor that was made anew is remembered no more. */
static inline void note_copied(int fd)
{
    if (asked_of(fd)->by == fd)
        asked_of(fd)->by = -1;
}

/* What the application set takes the place of what the kernel was asked for, as far as there is room. */
static inline void read_back(int fd, const struct block *value, size_t given)
{
    struct asked *of = asked_of(fd);
    int software = SOFTWARE | TX_SOFTWARE | RX_SOFTWARE | TX_HARDWARE | RX_FILTER;
    size_t size = given < 4 ? given : 4;
    int flags = 0;

    size = size < room_at(value) ? size : room_at(value);
    if (size == 0 || (!of->hardware && !of->mixed))
        return;
    if (is_reference && of->hardware && memcmp(value->at, &of->kernel, size) == 0) {
        memcpy(value->at, &of->flags, size);
        meet(READ_BACK);
    }
    memcpy(&flags, value->at, size);
    flags = of->vague ? flags & ~software : flags;
    memcpy(value->at, &flags, size);
}

static inline void read_peek_offset(int fd, const struct block *value, size_t given)
{
    const struct asked *of = asked_of(fd);
    bool none_shown = of->mixed || (is_reference && of->hardware);
    int none = -1;
    size_t size = given < 4 ? given : 4;

    size = size < room_at(value) ? size : room_at(value);
    if (!none_shown || size == 0 || peek_offset(fd) >= 0)
        return;
    memcpy(value->at, &none, size);
    meet(NO_PEEK_OFFSET);
}

static inline bool is_unknown(int fd)
{
    struct asked *of = asked_of(fd);

    return of->vague && (of->hardware || of->mixed);
}

/* Those that share the kernel's one mark for 64-bit time. */
static inline bool is_time_option(int level, int name)
{
    return level == SOL_SOCKET && (name == 65 || name == 29 || name == 35 || name == 63 || name == 64);
}

static inline long intended_getsockopt(int fd, int level, int name, const struct block *value, const struct block *size)
{
    socklen_t given = 0;

    if (size->mapped >= sizeof(given))
        memcpy(&given, size->at, sizeof(given));
    errno = UNTOUCHED;
    long result = getsockopt(fd, level, name, value->at, (socklen_t *)size->at);
    int error = errno;
    bool written = (result == 0 || error == EFAULT) && value->place != READ_ONLY && size->mapped >= sizeof(given);
    if (written && is_stamping_option(level, name))
        read_back(fd, value, given);
    if (written && level == SOL_SOCKET && name == SO_PEEK_OFF)
        read_peek_offset(fd, value, given);
    if (written && is_time_option(level, name) && is_unknown(fd))
        hide(value->at, given < room_at(value) ? given : room_at(value));
    errno = error;
    return result;
}

#endif
