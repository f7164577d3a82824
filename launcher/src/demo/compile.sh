#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Compiles the demo against an install tree, as a user would, into lib/lkos/onload-demo of that tree.
# usage: compile.sh TREE
# CC names another compiler, for another machine.
set -eu

tree=$1
source=$(dirname "$0")/c

mkdir -p "$tree/lib/lkos"
# The demo finds libonload_ext without onload as well, so that the two can be compared.
"${CC:-gcc}" -std=gnu11 -O2 -Wall -Wextra -Werror -ffile-prefix-map="$source"=. -I"$tree/include" \
    "$source/onload-demo.c" -L"$tree/lib" -lonload_ext -Wl,-rpath,"\$ORIGIN/.." -o "$tree/lib/lkos/onload-demo"
