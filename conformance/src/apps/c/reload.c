// SPDX-License-Identifier: GPL-2.0-only
/* Usage: reload LIBRARY FLAGS. Loads, uses and unloads the library over and over, and counts what stays behind. */
#include "messages.h"
#include <dirent.h>
#include <dlfcn.h>

#define CYCLES 200

static int entries(const char *path)
{
    DIR *directory = opendir(path);
    int count = 0;

    NEED(directory ? 0 : -1);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

static int mappings(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    int lines = 0;
    int character;

    NEED(file ? 0 : -1);
    while ((character = getc(file)) != EOF)
        lines += character == '\n';
    fclose(file);
    return lines;
}

static void use(void *library, struct pair pair, int flags)
{
    __typeof__(&setsockopt) set = dlsym(library, "setsockopt");
    __typeof__(&recvmsg) receive = dlsym(library, "recvmsg");
    int (*is_present)(void) = dlsym(library, "onload_is_present");
    struct message message;

    prepare(&message);
    NEED(set(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    NEED(send(pair.sender, "data", 4, 0));
    NEED(receive(pair.receiver, &message.header.msg_hdr, 0));
    NEED(is_present());
}

static void cycle(const char *path, int flags)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    struct pair pair = open_udp_pair("ipv4");

    NEED(library ? 0 : -1);
    use(library, pair, flags);
    close_pair(pair);
    NEED(dlclose(library));
}

int main(int argc, char **argv)
{
    int flags = strtol(argv[argc - 1], NULL, 0);

    cycle(argv[1], flags);
    int descriptors_before = entries("/proc/self/fd");
    int mappings_before = mappings();
    for (int i = 0; i < CYCLES; i++)
        cycle(argv[1], flags);
    fact("descriptors %d", entries("/proc/self/fd") - descriptors_before);
    fact("mappings %d", mappings() - mappings_before);
    fact("loaded %s", dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) ? "still" : "no more");
    return 0;
}
