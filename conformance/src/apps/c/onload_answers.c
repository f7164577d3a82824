// SPDX-License-Identifier: GPL-2.0-only
/* Every extension call that answers without doing anything, with sensible and with senseless arguments. */
#include "app.h"
#include "onload.h"

#define CALL(function, ...) ANSWER(#function "(" #__VA_ARGS__ ")", ONLOAD(function)(__VA_ARGS__))

static void presence(void)
{
    CALL(onload_is_present);
}

static void stack_names(void)
{
    CALL(onload_set_stackname, ONLOAD_ALL_THREADS, ONLOAD_SCOPE_GLOBAL, "orders");
    CALL(onload_set_stackname, ONLOAD_THIS_THREAD, ONLOAD_SCOPE_NOCHANGE, NULL);
    CALL(onload_set_stackname, ONLOAD_THIS_THREAD, ONLOAD_SCOPE_THREAD, "longer than sixteen characters");
    CALL(onload_set_stackname, (enum onload_stackname_who)99, (enum onload_stackname_scope)99, "\1");
    CALL(onload_stackname_restore);
    CALL(onload_stackname_save);
    CALL(onload_stackname_restore);
    CALL(onload_move_fd, 0);
    CALL(onload_move_fd, -1);
    CALL(onload_move_fd, 0x7fffffff);
}

static void stack_options(void)
{
    CALL(onload_stack_opt_set_int, "EF_TCP_RCVBUF", 65536);
    CALL(onload_stack_opt_set_int, "EF_NO_SUCH_OPTION", -1);
    CALL(onload_stack_opt_set_int, NULL, INT64_MIN);
    CALL(onload_stack_opt_set_str, "EF_SCALABLE_FILTERS", "any=rss");
    CALL(onload_stack_opt_set_str, "EF_NO_SUCH_OPTION", NULL);
    CALL(onload_stack_opt_set_str, NULL, NULL);
    CALL(onload_stack_opt_reset);
}

static void getters_touch_nothing(void)
{
    int64_t number = 0x5a5a5a5a5a5a5a5a;
    char text[4] = "abc";
    size_t length = sizeof(text);

    CALL(onload_stack_opt_get_int, "EF_TCP_RCVBUF", &number);
    CALL(onload_stack_opt_get_int, "EF_NO_SUCH_OPTION", &number);
    CALL(onload_stack_opt_get_int, NULL, NULL);
    CALL(onload_stack_opt_get_str, "EF_SCALABLE_FILTERS", text, &length);
    CALL(onload_stack_opt_get_str, NULL, NULL, NULL);
    fact("number %s", number == 0x5a5a5a5a5a5a5a5a ? "untouched" : "touched");
    fact("text %s", strcmp(text, "abc") == 0 ? "untouched" : "touched");
    fact("length %s", length == sizeof(text) ? "untouched" : "touched");
}

int main(void)
{
    presence();
    stack_names();
    stack_options();
    getters_touch_nothing();
    return 0;
}
