#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Compiles the C that TeaVM made of our classes, and nothing of TeaVM's own, into the libraries.
# usage: link.sh TARGET    TARGET/c holds the generated C; the libraries go to TARGET/lib
# CC names another compiler, for another machine.
set -eu

target=$1
link=$(cd "$(dirname "$0")" && pwd)
cc=${CC:-gcc}

# Every function that our version scripts list, a line each; data is marked there by a comment.
every_export() {
    sed -n 's/^ *\([a-z_0-9]*\);$/\1/p' "$link"/*.map | sort -u
}

# Every export for use within the unit: what the linker calls, and slow paths that gcc shall keep out of the doors.
every_entry() {
    grep '^entry_' "$target/c/exports.txt"
}

# One translation unit, so that gcc inlines across our classes. Java calls its exports lkos_NAME; the alias gives each
# its public name, while the unit itself is hidden: calls among ourselves never go through the dynamic linker.
write_unit() {
    echo '#define _GNU_SOURCE'
    echo "#include \"$link/unit.h\""
    sed -n 's|^classes/org/lkos/.*|#include "&"|p' "$target/c/all.txt"
    every_entry | while read -r name; do
        echo "extern __typeof__($name) $name __attribute__((externally_visible));"
    done
    every_export | while read -r name; do
        echo "extern __typeof__(lkos_$name) export_$name __asm__(\"$name\")" \
            "__attribute__((alias(\"lkos_$name\"), visibility(\"default\"), externally_visible));"
    done
}

# The whole program is here, so that gcc inlines what is called once and drops what is not called.
compile() {
    case $("$cc" -dumpmachine) in
        aarch64*) machine=-mno-outline-atomics ;; # or libgcc brings a constructor and imports of its own
        *) machine= ;;
    esac
    "$cc" ${machine:+"$machine"} -std=gnu11 -O2 -g -fPIC -fvisibility=hidden -fwhole-program -fwrapv -fno-strict-aliasing -fno-semantic-interposition \
        -fno-partial-inlining -ffunction-sections -fdata-sections -fasynchronous-unwind-tables \
        -fno-tree-loop-distribute-patterns -Wall -Wextra -Wno-unused-parameter -Werror \
        -ffile-prefix-map="$link"=./link -ffile-prefix-map="$PWD"=. -c "$target/c/unit.c" -o "$target/unit.o"
}

# Static data of one library: onload_ext_version or onload_lib_ext_version, which say of what version its API is.
compile_version() { # symbol, version
    "$cc" -O2 -fPIC -D"VERSION_SYMBOL=$1" -D"VERSION=$(echo "$2" | tr . ,)" \
        -x c -c "$link/version.h" -o "$target/version.o"
}

link_library() { # file, soname or nothing, version script, version symbol, version
    compile_version "$4" "$5"
    "$cc" -shared -nostartfiles ${2:+-Wl,-soname,"$2"} \
        -Wl,--gc-sections -Wl,--version-script="$link/$3" -Wl,--no-undefined-version \
        -Wl,--require-defined=entry_startup -Wl,-init=entry_startup \
        -Wl,-z,defs,-z,relro,-z,now,-z,noexecstack,-z,separate-code -Wl,--build-id=sha1 -Wl,--hash-style=gnu \
        -Wl,--fatal-warnings -o "$target/lib/$1" "$target/unit.o" "$target/version.o"
}

# What Java exports and what the version scripts list must be the same, both ways; a listed name that Java lacks has
# already failed to compile as an alias of nothing.
check_exports() {
    every_export | sed 's/^/lkos_/' > "$target/listed.txt"
    unlisted=$(grep -vxF -f "$target/listed.txt" "$target/c/exports.txt" | grep -v "^entry_" || true)
    if [ -n "$unlisted" ]; then
        echo "link.sh: exported in Java, listed in no version script: $unlisted" >&2
        exit 1
    fi
}

mkdir -p "$target/lib"
write_unit > "$target/c/unit.c"
check_exports
compile
# Two files, not one and a link: programs look for the name libonload.so among those mapped.
link_library liblkos.so '' liblkos.map onload_lib_ext_version 1.2.0
link_library libonload.so '' liblkos.map onload_lib_ext_version 1.2.0
link_library libonload_ext.so.1.2.0 libonload_ext.so.1 libonload_ext.map onload_ext_version 1.2.0
# What programs built for Onload 8.0.0 ask for.
link_library libonload_ext.so.2.0.0 libonload_ext.so.2 libonload_ext.map onload_ext_version 2.0.0
