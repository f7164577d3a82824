# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # variables of bin/onload, which reads this
#
# The variables by which the dynamic loader puts the library into a program.

# The loader cuts LD_PRELOAD at blanks and colons: in such a tree the library goes by its name, found as the others are.
lkos_preload_library() {
    case :${LD_PRELOAD-}: in
        *[:\ /]"${lkos_library##*/}"[:\ ]*) return 0 ;;
    esac
    case $lkos_library in
        *\ *) LD_PRELOAD=${lkos_library##*/}${LD_PRELOAD:+:$LD_PRELOAD} ;;
        *) LD_PRELOAD=$lkos_library${LD_PRELOAD:+:$LD_PRELOAD} ;;
    esac
    export LD_PRELOAD
}

# Makes libonload_ext findable.
lkos_search_libraries() { # directory
    case ${LD_LIBRARY_PATH-}: in
        "$1":*) return 0 ;;
    esac
    LD_LIBRARY_PATH=$1${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    export LD_LIBRARY_PATH
}

lkos_tell_loader_variables() {
    vlog "LD_PRELOAD=$LD_PRELOAD"
    vlog "LD_LIBRARY_PATH=$LD_LIBRARY_PATH"
    [ -z "${LD_PRELOAD_64-}" ] || vlog "LD_PRELOAD_64=$LD_PRELOAD_64"
}
