// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: receive_time SUBJECT FLAGS PROTOCOL FAMILY. SO_TIMESTAMP, SO_TIMESTAMPNS and SO_TIMESTAMPING, the latter with
 * FLAGS or for software stamps, each under both its numbers, set and cleared in every order of three. SUBJECT is what is
 * told then: the values of all of them (values), or a message received (message).
 */
#include "transcript.h"

struct setting {
    int option;
    bool flags;
    int value;
};

static const struct setting settings[] = {
    {SO_TIMESTAMP, false, 1},    {SO_TIMESTAMP, false, 0},
    {SO_TIMESTAMPNS, false, 1},  {SO_TIMESTAMPNS, false, 0},
    {63, false, 1},              {63, false, 0},
    {64, false, 1},              {64, false, 0},
    {SO_TIMESTAMPING, true, 0},  {SO_TIMESTAMPING, false, 0x18},
    {SO_TIMESTAMPING, false, 0}, {SO_TIMESTAMPING_64BIT, true, 0},
    {SO_TIMESTAMPING_64BIT, false, 0x18}, {SO_TIMESTAMPING_64BIT, false, 0},
};

static const int options[] = {SO_TIMESTAMP, SO_TIMESTAMPNS, 63, 64, SO_TIMESTAMPING, SO_TIMESTAMPING_64BIT};

static unsigned flags;
static unsigned asked;

/* What was set so far, at the head of every line. */
static char history[128];

static void apply(int fd, const struct setting *setting)
{
    unsigned value = setting->flags ? flags : (unsigned)setting->value;

    errno = UNTOUCHED;
    int result = setsockopt(fd, SOL_SOCKET, setting->option, &value, sizeof(value));
    sprintf(history + strlen(history), "%d=%d: %d %s; ", setting->option, setting->flags ? -1 : setting->value, result,
            error_name(errno));
    if (setting->option == SO_TIMESTAMPING || setting->option == SO_TIMESTAMPING_64BIT)
        asked = value;
}

static void tell_values(int fd)
{
    for (size_t i = 0; i < COUNT(options); i++) {
        int value = -1;
        socklen_t length = sizeof(value);
        int result = getsockopt(fd, SOL_SOCKET, options[i], &value, &length);

        fact("%s %d reads %d %#x length %u", history, options[i], result, value, length);
    }
}

/* What the slots of a stamp have to say to who asked, without saying which of them do. */
static bool is_as_asked(const struct timespec *stamps)
{
    bool hardware = asked & SOF_TIMESTAMPING_RX_HARDWARE;
    bool wanted[SLOTS] = {
        asked & SOF_TIMESTAMPING_SOFTWARE,
        hardware && asked & SOF_TIMESTAMPING_SYS_HARDWARE,
        hardware && asked & SOF_TIMESTAMPING_RAW_HARDWARE,
    };

    for (int i = 0; i < SLOTS; i++)
        if (strcmp(stamp_state(&stamps[i]), wanted[i] ? "set" : "zero") != 0)
            return false;
    return true;
}

static const char *time_state(const struct cmsghdr *control)
{
    struct timespec stamps[SLOTS];
    bool stamping = is_timestamping(control);

    memcpy(stamps, CMSG_DATA(control), stamping ? sizeof(stamps) : sizeof(stamps[0]));
    if (stamping)
        return is_as_asked(stamps) ? "as asked" : "otherwise";
    return stamps[0].tv_sec >= started.tv_sec && stamps[0].tv_sec <= started.tv_sec + 60 ? "now" : "never";
}

static void tell_message(struct pair pair)
{
    struct message message;
    struct msghdr *header = &message.header.msg_hdr;

    NEED(send(pair.sender, "timed", 6, 0));
    prepare(&message);
    NEED(recvmsg(pair.receiver, header, 0));
    fact("%s flags %#x control %zu", history, header->msg_flags, header->msg_controllen);
    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control)) {
        fact("%s level %d type %d length %zu %s", history, control->cmsg_level, control->cmsg_type, control->cmsg_len,
             time_state(control));
        memset(CMSG_DATA(control), BLOT, control->cmsg_len - CMSG_LEN(0));
    }
    print_bytes(message.control, header->msg_controllen);
}

static void in_order(const char *subject, const struct setting **order, char **pair_of)
{
    struct pair pair = open_pair(pair_of[0], pair_of[1]);

    asked = 0;
    history[0] = '\0';
    for (int i = 0; i < 3; i++)
        apply(pair.receiver, order[i]);
    if (strcmp(subject, "values") == 0)
        tell_values(pair.receiver);
    else
        tell_message(pair);
    close_pair(pair);
}

int main(int, char **argv)
{
    flags = strtoul(argv[2], NULL, 0);
    keep_stamping_on();
    for (size_t i = 0; i < COUNT(settings); i++)
        for (size_t j = 0; j < COUNT(settings); j++)
            for (size_t k = 0; k < COUNT(settings); k++)
                in_order(argv[1], (const struct setting *[]){&settings[i], &settings[j], &settings[k]}, argv + 3);
    return 0;
}
