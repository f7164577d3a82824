# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # variables of bin/onload, which reads this
#
# For --app: a program that starts others is run as it is, and finds a script in place of the one that is to run with
# LKOS. The script lies in the working directory, which machines that start a program together have in common.

# Ends with the status of the command. A signal is left to the command, so that the script is removed in any case.
lkos_run_wrapped() { # program, arguments
    lkos_require_word "$@"
    lkos_wrapper=$(pwd)/.onload.XXXXXX
    vlog "$lkos_wrapper: $(lkos_nested_command)"
    $lkos_test || lkos_make_wrapper
    for lkos_word; do
        shift
        [ "$lkos_word" != "$lkos_app" ] || lkos_word=$lkos_wrapper
        set -- "$@" "$lkos_word"
    done
    ! $lkos_test || lkos_start "$@"
    trap : HUP INT TERM
    lkos_give_names_back
    "$@"
    exit
}

lkos_require_word() { # program, arguments
    for lkos_word; do
        [ "$lkos_word" != "$lkos_app" ] || return 0
    done
    fail "--app $lkos_app: there is no such word in the command"
}

lkos_make_wrapper() {
    lkos_wrapper=$(lkos_tool mktemp "$lkos_wrapper") || fail "cannot make a script for --app in $(pwd)"
    lkos_write_wrapper || fail "cannot write $lkos_wrapper"
    $lkos_keep || trap 'lkos_tool rm -f -- "$lkos_wrapper"' EXIT
}

lkos_write_wrapper() {
    printf '%s\n' '#!/bin/sh' "${ONLOAD_ENV-}" "exec $(lkos_nested_command) \"\$@\"" >"$lkos_wrapper" &&
        lkos_tool chmod +x "$lkos_wrapper"
}

# Prints the launcher's command line for the word.
lkos_nested_command() (
    set -- "$lkos_tree/bin/onload"
    [ "$verbose" != true ] || set -- "$@" -v
    ! lkos_emulates || set -- "$@" --emulate
    [ "$profileforce" != true ] || set -- "$@" --force-profiles
    [ -z "$lkos_profiles" ] || set -- "$@" "--profile=$lkos_profiles"
    $lkos_handlers || set -- "$@" --no-app-handler
    [ -z "${ONLOAD_PRELOAD-}" ] || set -- "$@" "--preload=$ONLOAD_PRELOAD"
    lkos_quoted "$@" -- "$lkos_app"
)

# Prints words as a shell reads them.
lkos_quoted() (
    blank=
    for word; do
        printf '%s' "$blank"
        case $word in
            '' | *[!A-Za-z0-9_/.,:=+@%-]*) lkos_quote "$word" ;;
            *) printf '%s' "$word" ;;
        esac
        blank=' '
    done
)

lkos_quote() (
    rest=$1
    printf "'"
    until [ "${rest#*\'}" = "$rest" ]; do
        printf "%s'\\\\''" "${rest%%\'*}"
        rest=${rest#*\'}
    done
    printf "%s'" "$rest"
)
