// SPDX-License-Identifier: GPL-2.0-only
/* What the kernel counts of what is sent: by connections, by datagrams, and on the only device of a private network. */
#ifndef COUNTERS_H
#define COUNTERS_H

#include "kinds.h"

struct counters {
    char lines[8192];
};

static inline struct counters read_counters(void)
{
    static const char *const places[][2] = {
        {"/proc/net/snmp", "Tcp:"}, {"/proc/net/snmp", "Udp:"}, {"/proc/net/snmp6", "Udp6"}, {"/proc/net/dev", "lo:"}};
    struct counters counters = {""};
    char line[1024];

    for (size_t i = 0; i < COUNT(places); i++) {
        FILE *file = fopen(places[i][0], "r");
        while (file && fgets(line, sizeof(line), file))
            if (strncmp(line + strspn(line, " "), places[i][1], strlen(places[i][1])) == 0)
                strcat(counters.lines, line);
        if (file)
            fclose(file);
    }
    return counters;
}

/* Whether nothing was sent in between. */
static inline void tell_difference(const struct counters *before, const struct counters *after)
{
    bool same = strcmp(before->lines, after->lines) == 0;

    fact("counters %s", same ? "the same" : "changed");
    if (!same)
        fact("%s---\n%s", before->lines, after->lines);
}

#endif
