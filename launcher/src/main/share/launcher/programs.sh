# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # variables of bin/onload, which reads this
#
# Which file a command names, and whether a preloaded library can reach it.

# Prints the file that exec would start for a command; nothing if there is none.
lkos_find_program() (
    case $1 in
        '') return ;;
        */*) printf '%s\n' "$1" && return ;;
    esac
    path=${PATH-/usr/bin:/bin}:
    unusable=
    set -f
    IFS=:
    for directory in $path; do
        file=${directory:-.}/$1
        [ -f "$file" ] || continue
        [ -x "$file" ] && printf '%s\n' "$file" && return
        unusable=${unusable:-$file}
    done
    printf '%s\n' "$unusable"
)

lkos_require_program() { # command
    [ -n "$(lkos_find_program "$1")" ] || lkos_refuse 127 "$1: not found"
}

# Fails with a message for a command that does not run with a library preloaded.
lkos_require_preloadable() { # program, arguments
    case ${1##*/} in
        mpimon | charmrun) fail "$1 starts programs past all preloaded libraries: name the one to run by --app" ;;
    esac
    lkos_require_reachable "$(lkos_find_program "$1")" 0
}

# Fails with a message for a file that cannot be started, or not with a library preloaded.
lkos_require_reachable() ( # file, number of scripts that led to it
    [ -e "$1" ] || lkos_refuse 127 "$1: not found"
    [ -f "$1" ] || lkos_refuse 127 "$1: not a program"
    [ -x "$1" ] || lkos_refuse 127 "$1: not executable"
    case $(lkos_numbers x1 0 4 "$1") in
        *7f*45*4c*46) lkos_require_reachable_elf "$1" ;;
        *23*21*) lkos_require_reachable_interpreter "$1" "$2" ;;
    esac
)

# Prints numbers from a file, of a type that od knows; nothing if the file cannot be read.
lkos_numbers() { # type, offset, bytes, file
    lkos_tool od -A n -v -t "$1" -j "$2" -N "$3" -- "$4" 2>/dev/null
}

lkos_require_reachable_elf() {
    [ "$(lkos_machine "$1")" = "$(lkos_library_machine)" ] ||
        lkos_refuse 126 "$1: built for another word size or processor than LKOS"
    lkos_keeps_identity "$1" ||
        lkos_refuse 126 "$1: gains rights when started (setuid, setgid), so no library is preloaded into it"
    lkos_is_loader "$1" || lkos_has_interpreter "$1" ||
        lkos_refuse 126 "$1: statically linked, so no library is preloaded into it"
}

# Prints word size, byte order and processor of an ELF file.
lkos_machine() {
    lkos_numbers x1 4 2 "$1"
    lkos_numbers x1 18 2 "$1"
}

# A library without a path is the dynamic loader's to find.
lkos_library_machine() (
    case $lkos_library in
        */*) lkos_machine "$lkos_library" ;;
        *) lkos_machine "$lkos_tree/lib/liblkos.so" ;;
    esac
)

# Are the process's ids and capabilities after exec those of before? Else the dynamic loader ignores LD_PRELOAD.
lkos_keeps_identity() ( # file
    # shellcheck disable=SC2046 # mode, links, owner, group
    set -- "$1" $(lkos_tool ls -Lnd -- "$1")
    case $2 in
        ???[sS]*) [ "$4" = "$(lkos_tool id -ru)" ] || return 1 ;;
    esac
    case $2 in
        ??????s*) [ "$5" = "$(lkos_tool id -rg)" ] || return 1 ;;
    esac
    [ "$(lkos_tool id -ru)" = 0 ] || [ -z "$(lkos_tool getcap "$1" 2>/dev/null)" ]
)

# A dynamic loader has no interpreter, but preloads into the program it is given.
lkos_is_loader() {
    case ${1##*/} in
        ld-linux* | ld-musl* | ld.so* | ld64.so*) ;;
        *) return 1 ;;
    esac
}

# Is there a PT_INTERP (3) among the program headers of this 64-bit ELF file? Each is 14 words long, the type first.
lkos_has_interpreter() ( # file
    # shellcheck disable=SC2046 # offset of the headers
    offset=$(printf '%d' $(lkos_numbers u8 32 8 "$1"))
    # shellcheck disable=SC2046 # number of headers
    count=$(printf '%d' $(lkos_numbers u2 56 2 "$1"))
    # shellcheck disable=SC2046 # their words
    set -- $(lkos_numbers u4 "$offset" $((count * 56)) "$1")
    while [ $# -ge 14 ]; do
        [ "$1" != 3 ] || return 0
        shift 14
    done
    return 1
)

# A script is reached through the program its first line names, and /usr/bin/env through the one it is to find.
lkos_require_reachable_interpreter() ( # script, number of scripts that led to it
    [ "$2" -lt 5 ] || return 0 # the kernel refuses more
    depth=$(($2 + 1))
    script=$1
    IFS= read -r line <"$script"
    set -f
    # shellcheck disable=SC2086 # the words of the line
    set -- ${line#??}
    [ $# -gt 0 ] || return 0
    [ -e "$1" ] || lkos_refuse 127 "$script: its interpreter $1 is not found"
    lkos_require_reachable "$1" "$depth" || return
    [ "${1##*/}" = env ] || return 0
    shift
    lkos_require_reachable_by_env "$depth" "$@"
)

lkos_require_reachable_by_env() ( # number of scripts that led to it, words for env
    depth=$1
    shift
    for word; do
        case $word in
            -* | *=*) continue ;;
        esac
        file=$(lkos_find_program "$word")
        [ -z "$file" ] || lkos_require_reachable "$file" "$depth"
        return
    done
)
