# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # variables of bin/onload, which reads this
#
# The files of shell commands that are read before the program starts: for its name, for the machine, for the user, and
# profiles. Each finds the program's command line as its positional parameters, and cannot change it.

# ---- what such files call ----

# Sets and exports a variable that is unset or empty; with --force-profiles any.
onload_set() { # variable, value; or variable=value
    if [ $# -gt 1 ]; then
        lkos_set "$1" "$2"
        return
    fi
    case $1 in
        *=*=*) log "onload_set $1: the value ends at the second =, as with Onload; as two arguments it is whole" ;;
        *=*) ;;
        *) fail "onload_set $1: no value" ;;
    esac
    lkos_value=${1#*=}
    lkos_set "${1%%=*}" "${lkos_value%%=*}"
}

# Reads another profile, with the arguments as its positional parameters.
onload_import() { # profile, arguments
    lkos_read_profile .opf-fragment "$@"
}

# For handlers: runs a word of the command line with LKOS, and the program itself without.
onload_app() { # word
    lkos_app=${lkos_app:-$1}
}

# ---- when they are read ----

lkos_handle_application() { # program, arguments
    lkos_file=$(lkos_find_file apps "${1##*/}" '') || return 0
    vlog "application handler: $lkos_file"
    lkos_read "$lkos_file" "$@"
}

lkos_read_configuration() { # program, arguments
    [ ! -f /etc/openonload.sh ] || lkos_read /etc/openonload.sh "$@"
    [ ! -f "${HOME-}/.openonload.sh" ] || lkos_read "$HOME/.openonload.sh" "$@"
}

lkos_apply_profiles() { # program, arguments
    lkos_profiles=$lkos_profiles,
    while [ -n "$lkos_profiles" ]; do
        lkos_profile=${lkos_profiles%%,*}
        lkos_profiles=${lkos_profiles#*,}
        [ -z "$lkos_profile" ] || lkos_read_profile .opf "$lkos_profile" "$@"
    done
}

# ---- how they are found and read ----

lkos_read_profile() { # second suffix to look for, profile, arguments
    lkos_file=$(lkos_find_file profiles "$2" .opf "$1" || lkos_find_path "$2") ||
        lkos_refuse 3 "profile $2: no file, nor in ${HOME-}/.openonload/profiles or $lkos_tree/share/lkos/profiles"
    vlog "profile $2: $lkos_file"
    shift 2
    lkos_read "$lkos_file" "$@"
}

# Prints the first file of a name, the user's before those that came with LKOS.
lkos_find_file() ( # folder, name, suffix...
    file=$1/$2
    shift 2
    for place in "${HOME-}/.openonload" "$lkos_tree/share/lkos"; do
        for suffix; do
            [ -f "$place/$file$suffix" ] && printf '%s\n' "$place/$file$suffix" && return
        done
    done
    return 1
)

# Prints a path that has a slash in it: for others the shell would search the PATH.
lkos_find_path() ( # path
    case $1 in
        */*) file=$1 ;;
        *) file=./$1 ;;
    esac
    [ -f "$file" ] && printf '%s\n' "$file"
)

lkos_read() { # file, arguments
    lkos_file=$1
    shift
    # shellcheck source=/dev/null # a file of the user's
    . "$lkos_file"
}

lkos_set() { # variable, value
    case $1 in
        '' | [0-9]* | *[!A-Za-z0-9_]*) fail "onload_set $1: no name of a variable" ;;
    esac
    eval "lkos_value=\${$1-}"
    if [ -z "$lkos_value" ] || [ "$profileforce" = true ]; then
        vlog "  $1=$2"
        export "$1=$2"
    else
        vlog "  $1=$lkos_value is kept, not $2"
    fi
}
