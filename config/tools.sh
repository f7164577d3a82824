# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
#
# The tools that the build and the tests run, and how they get here. For ./onload and ./check to source.
# Packages go by their names in Debian 12, Ubuntu 22.04 and later.

# Packages that the build lacks, a line each.
missing_for_build() {
    find_jdk >/dev/null || echo jdk-17-or-later
    has gcc && has objcopy || echo gcc
    has_libc_headers || echo libc6-dev
}

# Packages that tests lack, a line each. A test without its tool is skipped and says so.
missing_for_tests() {
    has aarch64-linux-gnu-gcc || echo gcc-aarch64-linux-gnu # what is made for another machine
    [ -e /usr/aarch64-linux-gnu/include/stdio.h ] || echo libc6-dev-arm64-cross
    has busybox || echo busybox       # the launcher under a second shell
    has chronyd || runs_services || echo chrony # or it would take over the machine's clock
    has cmake || echo cmake           # how CMake finds the library
    has curl || echo curl             # a client of nginx
    has g++ || echo g++               # the headers as C++, and what throws
    has gdb || echo gdb               # Java lines in a backtrace
    has getcap || echo libcap2-bin    # programs with capabilities
    has ip || echo iproute2           # network namespaces
    has iperf3 || echo iperf3         # measures networks
    has_library libjemalloc.so.2 || echo libjemalloc2 # an allocator
    has_library libmimalloc.so.2.0 || echo libmimalloc2.0 # another
    has lintian || echo lintian       # the form of the Debian package
    has make || echo make             # what CMake builds with
    has mandoc || echo mandoc         # the form of the man pages
    has memcached || runs_services || echo memcached # a server
    has nginx || runs_services || echo nginx # a server
    has node || echo nodejs           # a runtime with sockets of its own
    has pkg-config || echo pkg-config # how pkg-config finds the library
    has ptp4l || echo linuxptp        # programs that ask for hardware stamps
    has_python_tests || echo python3-testsuite # Python's own tests of sockets
    has redis-server || runs_services || echo redis-server # a server
    has shellcheck || echo shellcheck # the form of the scripts
    has sockperf || echo sockperf     # measures networks
    has strace || echo strace         # system calls that a call makes
    has tcpdump || echo tcpdump       # what devices say to libpcap
    has valgrind || echo valgrind     # instructions that a call costs
    has wrk || echo wrk               # a client of nginx
}

say() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
}

has() {
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null
}

# Whether a server that is installed would be started.
runs_services() {
    [ -d /run/systemd/system ]
}

has_library() {
    [ -e "$(gcc -print-file-name="$1")" ]
}

has_python_tests() {
    /usr/bin/python3 -c 'import test.test_socket' 2>/dev/null
}

has_libc_headers() {
    printf '#include <sys/socket.h>\n#include <linux/net_tstamp.h>\n' | gcc -E - >/dev/null 2>&1
}

# Prints the home of a JDK 17 or later: that of JAVA_HOME, of the javac on the path, or any other.
find_jdk() (
    javac=$(readlink -f -- "$(command -v javac)")
    for home in "${JAVA_HOME-}" "${javac%/bin/javac}" /usr/lib/jvm/*; do
        is_jdk "$home" && printf '%s\n' "$home" && return
    done
    return 1
)

is_jdk() ( # home
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return
    version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ]
)

# Installs packages, or names them in one line and fails.
install_packages() ( # package...
    [ $# -gt 0 ] || return 0
    if ! has apt-get; then
        say "missing: $* (Debian's names; there is no apt-get to install them)"
        return 1
    elif [ "$(id -u)" = 0 ]; then
        as_root=
    elif has sudo && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        say "missing: $* (root or sudo without a password is needed to install them)"
        return 1
    fi
    say "installing $*"
    $as_root apt-get -qq update >/dev/null
    # In run level 1 no service is started.
    # shellcheck disable=SC2046 # a word per package
    $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq -y install --no-install-recommends \
        $(for package; do package_name "$package"; done) >/dev/null
)

# Prints the names of packages for one that goes by others here.
package_name() (
    case $1 in
    jdk-17-or-later) # the first that is known
        for name in openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless; do
            apt-cache show "$name" >/dev/null 2>&1 && echo "$name" && return
        done
        echo default-jdk-headless
        ;;
    python3-testsuite) # that of the default version
        apt-cache depends python3 | sed -n 's/.*Depends: \(python3\.[0-9]*\)$/python3 lib\1-testsuite/p'
        ;;
    *)
        if apt-cache show "$1" >/dev/null 2>&1; then
            echo "$1"
        else
            say "no package is called $1 here"
        fi
        ;;
    esac
)

# Makes the build possible: its tools are there, and JAVA_HOME names its JDK.
prepare_build() {
    # shellcheck disable=SC2046 # a word per package
    install_packages $(missing_for_build) && JAVA_HOME=$(find_jdk) && export JAVA_HOME
}

# Makes every test possible, as far as we may.
prepare_tests() {
    # shellcheck disable=SC2046 # a word per package
    install_packages $(missing_for_tests) || say 'tests that need those are skipped'
}
