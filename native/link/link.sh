#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Compiles the C that TeaVM made of our classes, and nothing of TeaVM's own, into the libraries.
# usage: link.sh TARGET    TARGET/c holds the generated C; the libraries go to TARGET/lib
# CC names another compiler, for another machine. SANITIZER=address or thread makes libraries that watch themselves, for
# tests: undefined behaviour is looked for beside addresses, and the archive is left out, for it has no runtime to call.
set -eu

target=$1
link=$(cd "$(dirname "$0")" && pwd)
cc=${CC:-gcc}

# What the compiler is told for it. Alignment is not watched: the application's structures may be anywhere, for the kernel
# takes them so. TSan does not know fences; what they order is listed with the tests.
case ${SANITIZER-} in
    address)
        watch='-O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize=alignment -fno-sanitize-recover=all'
        ;;
    thread) watch='-O1 -fno-omit-frame-pointer -fsanitize=thread -Wno-tsan' ;;
    *) watch= ;;
esac

# The version of the extensions API, of Onload 8.0.1 and later.
version=1.2.0

# The release of Onload whose interface is emulated.
release=9.2.1

# The classes that libonload_ext.a is made of: wrappers that find the real function, and little else.
archive_classes='org/lkos/(Linked.*Api|Unprovided|provider/(Provided|Next).*|wireorder/Unordered.*|(onload|posix|machine)/.*)\.c'

# What the archive may ask of the program it is linked into.
archive_imports='__errno_location dlsym epoll_wait socket write'

# A tool of the compiler's own binutils.
tool() { # name, arguments
    name=$("$cc" -print-prog-name="$1")
    shift
    "$name" "$@"
}

# Every function that a version script lists, a line each; data is marked there by a comment.
functions() { # version script
    sed -n 's/^ *\([a-z_0-9]*\);$/\1/p' "$link/$1" | sort -u
}

# ---- one translation unit, so that gcc inlines across our classes ----

write_beginning() {
    echo '#define _GNU_SOURCE'
    echo "#include \"$link/unit.h\""
}

write_unit() { # pattern of classes
    grep -xE "classes/$1" "$target/c/all.txt" | sed 's/.*/#include "&"/'
}

# Hashes of DT_GNU_HASH, of the names that cells are bound to (org.lkos.next.Cell): none is computed at load.
write_hashes() {
    sed -n 's/.*LKOS_NEXT(\([a-z_0-9]*\)).*/\1/p' "$target"/c/classes/org/lkos/next/*.c | sort -u | awk '
        BEGIN { for (i = 32; i < 127; i++) code[sprintf("%c", i)] = i }
        {
            hash = 5381
            for (i = 1; i <= length($1); i++) hash = (hash * 33 + code[substr($1, i, 1)]) % 4294967296
            printf "#define LKOS_HASH_%s %.0fu\n", $1, hash
        }'
}

# The table of org.lkos.settings.SettingList. Texts are numbered among themselves.
write_settings() {
    echo 'static const struct { char name[40]; int64_t smallest, largest, initial; } lkos_settings[] = {'
    awk '/^EF_/ { print "{\"" $1 "\", " ($2 == "text" ? "0, -1, " texts++ : $2 ", " $3 ", " $4) "}," }' "$link/settings.txt"
    echo '{"", 0, 0, 0}};'
}

# Every export for use within the unit: what the linker calls, and slow paths that gcc shall keep out of the doors.
write_entries() {
    grep -E '^(entry|unprovided)_' "$target/c/exports.txt" | while read -r name; do
        echo "extern __typeof__($name) $name __attribute__((externally_visible));"
    done
}

# Java calls its exports PREFIX_NAME. Each has an alias PREFIX.NAME, which alone can be seen outside: calls among
# ourselves never go through the dynamic linker.
write_aliases() { # prefix, version script
    functions "$2" | while read -r name; do
        echo "extern __typeof__($1_$name) $1_alias_$name __asm__(\"$1.$name\")" \
            "__attribute__((alias(\"$1_$name\"), visibility(\"default\"), externally_visible));"
    done
}

compile() { # unit, options
    unit=$1
    shift
    case $("$cc" -dumpmachine) in
        aarch64*) machine=-mno-outline-atomics ;; # or libgcc brings a constructor and imports of its own
        *) machine= ;;
    esac
    # shellcheck disable=SC2086 # options without spaces
    "$cc" ${machine:+"$machine"} \
        -std=gnu11 -O2 -fPIC -fvisibility=hidden -fwrapv -fno-strict-aliasing -fno-semantic-interposition \
        -fno-partial-inlining -ffunction-sections -fdata-sections -fasynchronous-unwind-tables \
        -fno-tree-loop-distribute-patterns -Wall -Wextra -Wno-unused-parameter -Werror \
        -ffile-prefix-map="$link"=./link -ffile-prefix-map="$PWD"=. "$@" $watch \
        -c "$target/c/$unit.c" -o "$target/$unit.o"
}

# ---- the libraries, each with the public names it lists ----

# In each library, PREFIX.NAME becomes NAME.
name_aliases() { # prefix, version script, unit, object
    alias_names "$1" "$2" > "$target/names.txt"
    tool objcopy --redefine-syms="$target/names.txt" "$target/$3.o" "$target/$4.o"
}

alias_names() { # prefix, version script
    functions "$2" | sed "s/.*/$1.& &/"
}

# The emulating library has the names of both version scripts; where both list one, that of the second.
name_emulated_aliases() { # unit, object
    functions emulate.map > "$target/emulated.txt"
    { alias_names lkos liblkos.map && alias_names emulated emulate.map; } |
        awk 'NR == FNR { emulated[$1]; next } !(/^lkos/ && $2 in emulated)' "$target/emulated.txt" - > "$target/names.txt"
    tool objcopy --redefine-syms="$target/names.txt" "$target/$1.o" "$target/$2.o"
}

# What the emulating library shows: all that either version script lists, data included.
write_emulate_script() {
    echo '{ global:'
    sed -n 's/^ *\([a-z_0-9]*;\).*/\1/p' "$link/liblkos.map" "$link/emulate.map" | sort -u
    echo 'local: *; };'
}

# Static data of one library: onload_ext_version or onload_lib_ext_version, which say of what version its API is, and
# of the emulating one, onload_version.
compile_version() { # symbol, version, whether to be preloaded, release of Onload or nothing
    "$cc" -O2 -fPIC -D"VERSION_SYMBOL=$1" -D"VERSION=$(echo "$2" | tr . ,)" -D"PRELOADABLE=$3" \
        ${4:+-D"ONLOAD_RELEASE=\"$4\""} \
        -x c -c "$link/version.h" -o "$target/version.o"
}

# TSan's runtime is started by the library's constructors, which run after its entry.
write_watched_entry() { # entry
    echo 'extern void __tsan_init(void);'
    echo "extern void $1(void);"
    echo '__attribute__((visibility("hidden"), no_sanitize("thread"))) void watched_entry(void);'
    echo "void watched_entry(void) { __tsan_init(); $1(); }"
}

link_library() { # file, soname or nothing, object, its entry, version script, what runs at its end, options
    entry=$4
    source=
    if [ "${SANITIZER-}" = thread ]; then
        entry=watched_entry
        source=$target/watched.c
        write_watched_entry "$4" > "$source"
    fi
    # shellcheck disable=SC2086 # options without spaces
    "$cc" $watch -shared -nostartfiles ${2:+-Wl,-soname,"$2"} \
        -Wl,--gc-sections -Wl,--version-script="$5" -Wl,--no-undefined-version \
        -Wl,--require-defined="$entry" -Wl,-init="$entry" \
        -Wl,-z,defs,-z,relro,-z,now,-z,noexecstack,-z,separate-code -Wl,--build-id=sha1 -Wl,--hash-style=gnu \
        -Wl,--fatal-warnings ${6:+-Wl,--require-defined="$6" -Wl,-fini="$6"} ${7:+"$7"} -o "$target/lib/$1" "$target/$3.o" "$target/version.o" \
        ${source:+-fPIC "$source"}
}

# One object in which nothing is global but the functions listed.
make_archive() { # file, object, version script
    functions "$3" > "$target/names.txt"
    sed 's/^/-u /' "$target/names.txt" > "$target/roots.txt"
    "$cc" -r -nostdlib -Wl,--gc-sections @"$target/roots.txt" \
        -o "$target/onload_ext.o" "$target/$2.o"
    tool objcopy --keep-global-symbols="$target/names.txt" --strip-unneeded "$target/onload_ext.o"
    check_imports "$target/onload_ext.o"
    rm -f "$target/lib/$1"
    tool ar rcsD "$target/lib/$1" "$target/onload_ext.o"
}

# How pkg-config and CMake find the libraries, wherever the tree is.
write_packages() {
    mkdir -p "$target/lib/pkgconfig" "$target/lib/cmake/onload_ext"
    sed "s/@VERSION@/$version/" "$link/onload_ext.pc.in" > "$target/lib/pkgconfig/onload_ext.pc"
    sed "s/@VERSION@/$version/" "$link/onload_extConfigVersion.cmake.in" \
        > "$target/lib/cmake/onload_ext/onload_extConfigVersion.cmake"
    cp "$link/onload_extConfig.cmake" "$target/lib/cmake/onload_ext/"
}

# ---- checks ----

# What Java exports and what the version scripts list must be the same, both ways; a listed name that Java lacks has
# already failed to compile as an alias of nothing.
check_exports() {
    {
        functions liblkos.map | sed 's/^/lkos_/'
        functions emulate.map | sed 's/^/emulated_/'
        functions libonload_ext.map | sed 's/^/linked_/'
    } > "$target/listed.txt"
    unlisted=$(grep -vxF -f "$target/listed.txt" "$target/c/exports.txt" | grep -vE '^(entry|unprovided)_' || true)
    if [ -n "$unlisted" ]; then
        echo "link.sh: exported in Java, listed in no version script: $unlisted" >&2
        exit 1
    fi
}

check_imports() { # object
    for import in $(tool nm -u "$1" | awk '{ print $2 }'); do
        case " $archive_imports " in
            *" $import "*) ;;
            *) echo "link.sh: the archive lacks $import; is its class left out?" >&2 && exit 1 ;;
        esac
    done
}

mkdir -p "$target/lib"
{
    write_beginning
    write_hashes
    write_settings
    write_unit 'org/lkos/.*'
    write_entries
    write_aliases lkos liblkos.map
    write_aliases emulated emulate.map
    write_aliases linked libonload_ext.map
} > "$target/c/unit.c"
{
    write_beginning
    write_unit "$archive_classes"
    write_aliases linked libonload_ext.map
} > "$target/c/archive.c"
check_exports
# The whole program is here, so that gcc inlines what is called once and drops what is not called.
compile unit -g -fwhole-program
[ -n "$watch" ] || compile archive -DLKOS_ARCHIVE

# What a preloaded library calls and is a door of its own, the dynamic linker need not look up.
among_ourselves=-Wl,-Bsymbolic-functions

# Two files, not one and a link: programs look for the name libonload.so among those mapped.
name_aliases lkos liblkos.map unit liblkos
compile_version onload_lib_ext_version "$version" 1
link_library liblkos.so '' liblkos entry_startup "$link/liblkos.map" entry_unload "$among_ourselves"
link_library libonload.so '' liblkos entry_startup "$link/liblkos.map" entry_unload "$among_ourselves"

# Under Onload's name, too, but in a place of its own: what it has besides would cost the calls of the others.
mkdir -p "$target/lib/lkos/emulate"
name_emulated_aliases unit emulate
write_emulate_script > "$target/emulate.map"
compile_version onload_lib_ext_version "$version" 1 "$release"
link_library lkos/emulate/libonload.so '' emulate entry_startup "$target/emulate.map" entry_unload "$among_ourselves"

name_aliases linked libonload_ext.map unit libonload_ext
compile_version onload_ext_version "$version" 0
link_library "libonload_ext.so.$version" libonload_ext.so.1 libonload_ext entry_linked_startup "$link/libonload_ext.map"
# What programs built for Onload 8.0.0 ask for.
compile_version onload_ext_version 2.0.0 0
link_library libonload_ext.so.2.0.0 libonload_ext.so.2 libonload_ext entry_linked_startup "$link/libonload_ext.map"

if [ -z "$watch" ]; then
    name_aliases linked libonload_ext.map archive archive
    make_archive libonload_ext.a archive libonload_ext.map
fi

write_packages
