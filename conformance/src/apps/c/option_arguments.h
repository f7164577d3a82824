// SPDX-License-Identifier: GPL-2.0-only
/*
 * One socket option with good and bad places and lengths. After each set the option is read back, so that a refused set is
 * seen to have changed nothing.
 */
#ifndef OPTION_ARGUMENTS_H
#define OPTION_ARGUMENTS_H

#include "pages.h"

static const int lengths[] = {-1, 0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 4096, INT32_MAX};

static inline void read_back(int fd, int level, int option)
{
    unsigned char value[16];
    socklen_t length = sizeof(value);

    memset(value, 0x5a, sizeof(value));
    errno = UNTOUCHED;
    int result = getsockopt(fd, level, option, value, &length);
    fact("  reads %d %s length %u: %02x%02x%02x%02x %02x%02x%02x%02x %02x", result, error_name(errno), length, value[0],
         value[1], value[2], value[3], value[4], value[5], value[6], value[7], value[8]);
}

static inline void set(int fd, int level, int option, const char *place, const void *value, int length)
{
    errno = UNTOUCHED;
    int result = setsockopt(fd, level, option, value, length);

    fact(" set %s length %d: %d %s", place, length, result, error_name(errno));
    read_back(fd, level, option);
}

static inline void set_with_every_length(int fd, int level, int option, unsigned number)
{
    unsigned char *mapped = two_pages();

    memcpy(mapped, &number, sizeof(number));
    for (size_t i = 0; i < COUNT(lengths); i++) {
        set(fd, level, option, "mapped", mapped, lengths[i]);
        set(fd, level, option, "unmapped", mapped + PAGE, lengths[i]);
        set(fd, level, option, "nowhere", NULL, lengths[i]);
        memcpy(mapped + PAGE - sizeof(number), &number, sizeof(number));
        set(fd, level, option, "last four bytes of a page", mapped + PAGE - sizeof(number), lengths[i]);
        set(fd, level, option, "last two bytes of a page", mapped + PAGE - 2, lengths[i]);
    }
    NEED(munmap(mapped, 2 * PAGE));
}

static inline void get(int fd, int level, int option, const char *place, unsigned char *room, int length)
{
    socklen_t in_out = length;
    bool readable = strncmp(place, "last", 4) == 0;

    errno = UNTOUCHED;
    int result = getsockopt(fd, level, option, room, &in_out);
    fact(" get %s length %d: %d %s length %d", place, length, result, error_name(errno), (int)in_out);
    if (readable)
        fact("  %02x %02x", room[0], room[1]);
}

static inline void get_with_every_length(int fd, int level, int option)
{
    unsigned char *mapped = two_pages();

    for (size_t i = 0; i < COUNT(lengths); i++) {
        memset(mapped, 0x5a, PAGE);
        get(fd, level, option, "unmapped", mapped + PAGE, lengths[i]);
        get(fd, level, option, "nowhere", NULL, lengths[i]);
        get(fd, level, option, "last four bytes of a page", mapped + PAGE - 4, lengths[i]);
        get(fd, level, option, "last two bytes of a page", mapped + PAGE - 2, lengths[i]);
    }
    ANSWER(" get without a length", getsockopt(fd, level, option, mapped, NULL));
    ANSWER(" get with an unmapped length", getsockopt(fd, level, option, mapped, (socklen_t *)(mapped + PAGE)));
    ANSWER(" get with half a length", getsockopt(fd, level, option, mapped, (socklen_t *)(mapped + PAGE - 2)));
    ANSWER(" get with a read-only length", getsockopt(fd, level, option, mapped, read_only()));
    NEED(munmap(mapped, 2 * PAGE));
}

static inline int closed_descriptor(void)
{
    int fd = NEED(dup(0));

    NEED(close(fd));
    return fd;
}

#endif
