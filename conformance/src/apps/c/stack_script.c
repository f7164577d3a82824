// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does what its arguments say, one after another, and prints what each gives:
 *
 *   set:WHO:SCOPE:NAME    onload_set_stackname; WHO is this, all or a number, SCOPE a name or a number, NAME "-" for null
 *   save  restore         onload_stackname_save and _restore
 *   save:N  restore:N     the same N times, the last result printed
 *   tcp  udp  pipe        makes one and prints its stack: the ids in a name are replaced by words
 *   keep                  makes a TCP socket and keeps it; show prints its stack, move moves it
 *   setuid:N              becomes another user
 *   thread ... end        does what is between in a thread, and waits for it
 *   fork ... end          the same in a child process
 */
#include "app.h"
#include "onload.h"
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static const char *const scopes[] = {"nochange", "thread", "process", "user", "global"};

static char **word;
static int kept = -1;

static void run(void);

/* What a name ends with, if it is the suffix of a scope, becomes a word. */
static void print_stack(const char *what, int fd)
{
    struct onload_stat stat = {0};
    int result = ONLOAD(onload_fd_stat)(fd, &stat);
    char name[64] = "";
    const struct {
        char kind;
        unsigned id;
        const char *as;
    } suffixes[] = {{'t', syscall(SYS_gettid), "THREAD"}, {'p', getpid(), "PROCESS"}, {'u', getuid(), "USER"}};

    if (result != 1) {
        fact("%s %d", what, result);
        return;
    }
    snprintf(name, sizeof(name), "%s", stat.stack_name);
    for (size_t i = 0; i < COUNT(suffixes); i++) {
        char suffix[32];
        size_t length = snprintf(suffix, sizeof(suffix), "-%c%u", suffixes[i].kind, suffixes[i].id);
        if (strlen(name) >= length && strcmp(name + strlen(name) - length, suffix) == 0)
            sprintf(name + strlen(name) - length, "-%s", suffixes[i].as);
    }
    fact("%s 1 <%s>", what, name);
    free(stat.stack_name);
}

static void make(const char *what)
{
    int ends[2] = {-1, -1};

    if (strcmp(what, "pipe") == 0)
        NEED(pipe(ends));
    else
        ends[0] = open_socket(what, "ipv4");
    print_stack(what, ends[0]);
    close(ends[0]);
    close(ends[1]);
}

static int number_of(const char *text)
{
    for (size_t i = 0; i < COUNT(scopes); i++)
        if (strcmp(text, scopes[i]) == 0)
            return i;
    return strcmp(text, "this") == 0 ? ONLOAD_THIS_THREAD : strcmp(text, "all") == 0 ? ONLOAD_ALL_THREADS : atoi(text);
}

static void set(char *arguments)
{
    int who = number_of(strsep(&arguments, ":"));
    int scope = number_of(strsep(&arguments, ":"));
    const char *name = strcmp(arguments, "-") == 0 ? ONLOAD_DONT_ACCELERATE : arguments;

    ANSWER("set", ONLOAD(onload_set_stackname)(who, scope, name));
}

static void repeat(const char *what, int (*function)(void), const char *times)
{
    int result = 0;

    for (int i = times ? atoi(times) : 1; i > 0; i--)
        result = function();
    fact("%s %d", what, result);
}

static void *run_in_thread(void *unused)
{
    run();
    return unused;
}

static void in_thread(void)
{
    pthread_t thread;

    NEED(-pthread_create(&thread, NULL, run_in_thread, NULL));
    NEED(-pthread_join(thread, NULL));
}

/* The parent goes on behind the words of the child. */
static void in_child(void)
{
    pid_t child = NEED(fork());
    int status, depth = 1;

    if (child == 0) {
        run();
        _exit(0);
    }
    NEED(waitpid(child, &status, 0));
    NEED(status == 0 ? 0 : -1);
    while (depth > 0) {
        depth += strcmp(*word, "thread") == 0 || strcmp(*word, "fork") == 0;
        depth -= strcmp(*word++, "end") == 0;
    }
}

static void obey(char *text)
{
    char *verb = strsep(&text, ":");

    if (strcmp(verb, "set") == 0)
        set(text);
    else if (strcmp(verb, "save") == 0)
        repeat(verb, ONLOAD(onload_stackname_save), text);
    else if (strcmp(verb, "restore") == 0)
        repeat(verb, ONLOAD(onload_stackname_restore), text);
    else if (strcmp(verb, "keep") == 0)
        kept = open_socket("tcp", "ipv4");
    else if (strcmp(verb, "show") == 0)
        print_stack("kept", kept);
    else if (strcmp(verb, "move") == 0)
        fact("move %d", ONLOAD(onload_move_fd)(kept));
    else if (strcmp(verb, "setuid") == 0)
        NEED(setuid(atoi(text)));
    else if (strcmp(verb, "thread") == 0)
        in_thread();
    else if (strcmp(verb, "fork") == 0)
        in_child();
    else
        make(verb);
}

static void run(void)
{
    while (*word && strcmp(*word, "end") != 0)
        obey(*word++);
    word += *word != NULL;
}

int main(int argc, char **argv)
{
    (void)argc;
    word = argv + 1;
    run();
    return 0;
}
