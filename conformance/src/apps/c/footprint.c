// SPDX-License-Identifier: GPL-2.0-only
/* What a process has of descriptors, threads, signals and environment, before and after the calls. */
#include "every_call.h"
#include <dirent.h>

static void list(const char *what, const char *path)
{
    DIR *directory = opendir(path);
    int entries = 0;
    struct dirent *entry;

    NEED(directory ? 0 : -1);
    while ((entry = readdir(directory))) {
        entries++;
        if (strcmp(what, "descriptor") == 0)
            fact("  descriptor %s", entry->d_name);
    }
    closedir(directory);
    fact("  %d %s entries", entries, what);
}

static bool is_of_interest(const char *line)
{
    static const char *const fields[] = {"SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt", "Seccomp"};

    for (size_t i = 0; i < COUNT(fields); i++)
        if (strncmp(line, fields[i], strlen(fields[i])) == 0)
            return true;
    return false;
}

static void status(void)
{
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");

    NEED(file ? 0 : -1);
    while (fgets(line, sizeof(line), file))
        if (is_of_interest(line))
            printf("  %s", line);
    fclose(file);
}

static void environment(void)
{
    for (char **variable = environ; *variable; variable++)
        if (strncmp(*variable, "LD_PRELOAD=", 11) != 0)
            fact("  %s", *variable);
}

static void snapshot(const char *when)
{
    fact("%s", when);
    list("descriptor", "/proc/self/fd");
    list("thread", "/proc/self/task");
    status();
    environment();
}

int main(void)
{
    struct answers answers = {.count = 0};

    snapshot("before");
    every_call(&answers);
    snapshot("after");
    return 0;
}
