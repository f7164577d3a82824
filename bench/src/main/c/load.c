// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: load [look]. Does nothing, or prints what its process has by the time it runs: allocations made, descriptors,
 * threads, and KiB of memory that nobody else has. The stack is left out, for where it starts is left to chance.
 */
#include "counted.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static long entries(const char *path)
{
    DIR *directory = opendir(path);
    long count = 0;

    while (directory && readdir(directory))
        count++;
    closedir(directory);
    return count;
}

/* Before anything else is touched; what is read into is touched first, for the kernel counts while it is read. */
static long private_memory(void)
{
    static char text[1 << 18];
    size_t length = 0;
    ssize_t got;
    long sum = 0;
    long size;
    int is_stack = 0;
    int fd = open("/proc/self/smaps", O_RDONLY);

    memset(text, ' ', sizeof(text));
    while ((got = read(fd, text + length, sizeof(text) - 1 - length)) > 0)
        length += got;
    close(fd);
    text[length] = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (strchr("0123456789abcdef", line[0]))
            is_stack = strstr(line, "[stack]") != NULL;
        if (!is_stack && sscanf(line, "Private_Dirty: %ld", &size) == 1)
            sum += size;
    }
    return sum;
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc == 1)
        return 0;
    int mallocs = allocations;
    long memory = private_memory();
    long descriptors = entries("/proc/self/fd");
    long threads = entries("/proc/self/task");
    printf("mallocs %d\nmemory %ld\ndescriptors %ld\nthreads %ld\n", mallocs, memory, descriptors, threads);
    return 0;
}
