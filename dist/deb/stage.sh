#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Lays out what goes into the Debian package: STAGE/root.tar, the files, and STAGE/control, what dpkg is told of them.
# usage: stage.sh TREE STAGE VERSION ARCHITECTURE TIME
# TIME is what all files get. CC names the compiler, whose binutils are used.
set -eu

tree=$1
stage=$2
version=$(printf '%s' "$3" | sed 's/-/~/g') # what comes after a ~ sorts before the release
architecture=$4
time=$5
sources=$(cd "$(dirname "$0")" && pwd)
root=$stage/root
home=$root/usr/lib/lkos
documents=$root/usr/share/doc/lkos

# A tool of the compiler's own binutils.
tool() { # name, arguments
    name=$("${CC:-gcc}" -print-prog-name="$1")
    shift
    "$name" "$@"
}

copy_tree() {
    mkdir -p "$home/share" "$root/usr/bin"
    cp -a "$tree/bin" "$tree/lib" "$tree/include" "$home"
    cp -a "$tree/share/lkos" "$home/share"
    ln -s ../lib/lkos/bin/onload "$root/usr/bin/lkos-onload"
}

# What debuggers read stays in the tarball.
strip_libraries() {
    for file in "$home"/lib/*.so* "$home"/lib/lkos/emulate/*.so "$home/lib/lkos/onload-demo"; do
        [ -L "$file" ] || tool strip --strip-unneeded --remove-section=.comment "$file"
    done
}

# Pages go by a name that no other package has; the usual ones are links that yield to another package's pages.
copy_manual() {
    for page in "$tree"/share/man/man*/*; do
        section=$root/usr/share/man/$(basename "$(dirname "$page")")
        mkdir -p "$section"
        gzip -9nc "$page" >"$section/$(private_name "$page").gz"
    done
}

private_name() ( # page
    name=${1##*/}
    case $name in
        lkos*) printf '%s\n' "$name" ;;
        *) printf 'lkos-%s\n' "$name" ;;
    esac
)

copy_documents() {
    mkdir -p "$documents"
    cp "$tree/share/doc/lkos/README.md" "$documents"
    cp -a "$tree/share/doc/lkos/examples" "$documents"
    cp "$sources/copyright" "$documents"
    gzip -9nc "$tree/share/doc/lkos/CHANGELOG.md" >"$documents/CHANGELOG.md.gz"
    write_changelog | gzip -9n >"$documents/changelog.gz"
}

write_changelog() {
    printf 'lkos (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.gz beside this file.\n\n -- %s  %s\n' \
        "$version" "$(sed -n 's/^Maintainer: //p' "$sources/control")" "$(LC_ALL=C date -uRd "$time")"
}

# The C library must have every version of a symbol that we were linked with.
oldest_libc() {
    tool objdump -T "$home"/lib/*.so* "$home"/lib/lkos/emulate/*.so "$home/lib/lkos/onload-demo" |
        sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -Vu | tail -n 1
}

write_control() {
    mkdir -p "$stage/control"
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBC@/$(oldest_libc)/" \
        -e "s/@SIZE@/$(du -sk --apparent-size "$root" | cut -f 1)/" "$sources/control" >"$stage/control/control"
    sed "s|@PAGES@|$(manual_links)|" "$sources/postinst" >"$stage/control/postinst"
    cp "$sources/prerm" "$stage/control"
}

# Prints the options of update-alternatives by which pages are found under their usual names as well.
manual_links() {
    for page in "$root"/usr/share/man/man*/lkos-*; do
        page=${page#"$root"}
        usual=$(printf '%s\n' "${page##*/}" | sed 's/^lkos-//')
        printf ' --slave %s/%s %s %s' "${page%/*}" "$usual" "$usual" "$page"
    done
}

write_archive() {
    chmod -R u=rwX,go=rX "$root"
    chmod -x "$home"/lib/*.so* "$home"/lib/lkos/emulate/*.so
    tar -C "$root" --sort=name --owner=root:0 --group=root:0 --mtime="$time" -cf "$root.tar" .
}

rm -rf "$stage"
copy_tree
strip_libraries
copy_manual
copy_documents
write_control
write_archive
