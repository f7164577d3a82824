# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # variables of bin/onload, which reads this
#
# The variables by which the dynamic loader puts the library into a program.

# The loader cuts LD_PRELOAD at blanks and colons: in such a tree the library goes by its name, found as the others are.
lkos_preload_library() {
    lkos_word=$lkos_library
    case $lkos_library in
        */*\ *) lkos_word=${lkos_library##*/} && lkos_search_libraries "${lkos_library%/*}" ;;
    esac
    lkos_is_preloaded || LD_PRELOAD=$lkos_word${LD_PRELOAD:+:$LD_PRELOAD}
    export LD_PRELOAD
}

# Two of our libraries have the name of Onload's, and only one of them emulates.
lkos_is_preloaded() {
    case :${LD_PRELOAD-}: in
        *[:\ ]"$lkos_word"[:\ ]*) ;;
        */"${lkos_library##*/}"[:\ ]*) ! lkos_emulates ;;
        *) return 1 ;;
    esac
}

# Makes libonload_ext findable.
lkos_search_libraries() { # directory
    case ${LD_LIBRARY_PATH-}: in
        "$1":*) return 0 ;;
    esac
    LD_LIBRARY_PATH=$1${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    export LD_LIBRARY_PATH
}

lkos_tell_mode() {
    ! lkos_emulates || vlog "emulating: the program is told that its sockets are accelerated"
}

lkos_tell_loader_variables() {
    vlog "LD_PRELOAD=$LD_PRELOAD"
    vlog "LD_LIBRARY_PATH=$LD_LIBRARY_PATH"
    [ -z "${LD_PRELOAD_64-}" ] || vlog "LD_PRELOAD_64=$LD_PRELOAD_64"
}
