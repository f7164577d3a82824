#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Lays out the install tree once more, its libraries made to watch themselves. Nothing is done where it is there already.
# usage: tree.sh ROOT address|thread...    a tree goes to ROOT/target/sanitizers/NAME
set -eu

root=$1
shift
native=$root/native/target

is_new() { # tree
    [ -z "$(find "$native/lib/liblkos.so" "$root/native/link/link.sh" -newer "$1.made" 2>&1)" ]
}

lay_out() { # sanitizer, tree
    rm -rf "$2" "$2.build"
    mkdir -p "$2.build"
    cp -R "$root/target/dist" "$2"
    cp -R "$native/c" "$2.build/c"
    SANITIZER=$1 sh "$root/native/link/link.sh" "$2.build"
    (cd "$2.build/lib" && find . -name '*.so*' -type f) | while read -r library; do
        cp "$2.build/lib/$library" "$2/lib/$library"
    done
    touch "$2.made"
}

[ -d "$native/c" ] || { echo 'tree.sh: build the libraries with ./mvnw package first' >&2 && exit 1; }
mkdir -p "$root/target/sanitizers"
started=
for sanitizer; do
    tree=$root/target/sanitizers/$sanitizer
    is_new "$tree" || {
        lay_out "$sanitizer" "$tree" &
        started="$started $!"
    }
done
for process in $started; do
    wait "$process"
done
