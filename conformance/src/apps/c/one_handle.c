// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: one_handle WAY ROUNDS. Threads that all use one buffer or one template at the same time: one of them has it. WAY:
 * buffer, template.
 */
#include "template.h"
#include "zero_copy.h"
#include <pthread.h>
#include <stdatomic.h>

#define THREADS 4

static struct pair pair;
static struct onload_zc_iovec buffer;
static onload_template_handle handle;
static pthread_barrier_t start, end;
static atomic_int sent, ended, refused, odd;
static int rounds;

static void tally(int answer, int right, atomic_int *done)
{
    if (answer == right)
        (*done)++;
    else if (answer == -EINVAL)
        refused++;
    else
        odd++;
}

static void use_buffer(int thread)
{
    if (thread % 2 == 0)
        tally(zero_copy_send(pair.sender, &buffer, 1, 0), 1, &sent);
    else
        tally(release_buffer(pair.sender, buffer), 0, &ended);
}

static void use_template(int thread)
{
    if (thread % 2 == 0)
        tally(update(pair.sender, handle, "x", 0, SEND_NOW), 0, &sent);
    else
        tally(onload_msg_template_abort(pair.sender, handle), 0, &ended);
}

static void (*use)(int thread);

static void *run(void *number)
{
    for (int i = 0; i < rounds; i++) {
        pthread_barrier_wait(&start);
        use(*(int *)number);
        pthread_barrier_wait(&end);
    }
    return NULL;
}

static void drain(long *received)
{
    char bytes[4096];
    ssize_t got;

    while ((got = recv(pair.receiver, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0)
        *received += got;
}

int main(int argc, char **argv)
{
    pthread_t threads[THREADS];
    int numbers[THREADS];
    long received = 0;

    rounds = strtol(argv[argc - 1], NULL, 10);
    use = strcmp(argv[argc - 2], "buffer") == 0 ? use_buffer : use_template;
    pair = open_tcp_pair("ipv4");
    NEED(-pthread_barrier_init(&start, NULL, THREADS + 1));
    NEED(-pthread_barrier_init(&end, NULL, THREADS + 1));
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        NEED(-pthread_create(&threads[i], NULL, run, &numbers[i]));
    }
    for (int i = 0; i < rounds; i++) {
        buffer = buffer_of(pair.sender, "x");
        handle = template_of(pair.sender, "x");
        pthread_barrier_wait(&start);
        pthread_barrier_wait(&end);
        drain(&received);
        if (use == use_template)
            NEED(release_buffer(pair.sender, buffer));
        else
            NEED(onload_msg_template_abort(pair.sender, handle));
    }
    for (int i = 0; i < THREADS; i++)
        NEED(-pthread_join(threads[i], NULL));
    NEED(shutdown(pair.sender, SHUT_WR));
    while (recv(pair.receiver, &(char){0}, 1, 0) > 0)
        received++;
    fact("sent or ended %d", sent + ended);
    fact("refused %d", refused);
    fact("odd answers %d", odd);
    fact("bytes lost or repeated %ld", sent - received);
    return 0;
}
