# Shared by the scripts of the test bed; sourced, not run.
# shellcheck shell=bash

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${ASYNCIOCTL_TESTBED:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/asyncioctl-testbed}
[ "${cache#/}" != "$cache" ] || cache=$PWD/$cache
# Debian gives ordinary users no sbin.
PATH=$PATH:/usr/sbin:/sbin

# Raise it when the way the pieces are made changes: every cache is then made anew.
revision=1

# What is changed in a JVM's net.dll, as a sed script. 21 and 25 import a function that Wine 8 lacks; another one of the
# same length will do. 17 asks GetAdaptersAddresses for prefixes (flag 0x10 in 0x1c, at the three places that call it),
# which Wine 10 refuses for IPv6 with error 13: it goes without, and IPv6 prefix lengths, wrong under Wine 8, are 0.
net_patch() {
    case $1 in
        17) printf '%s' 's/\xba\x1c\x00\x00\x00/\xba\x0c\x00\x00\x00/g;s/\x41\x8d\x50\x1c/\x41\x8d\x50\x0c/g' ;;
        *) printf '%s' s/GetAnycastIpAddressTable/GetUnicastIpAddressTable/g ;;
    esac
}

# Two runs can go side by side: each takes a lane, which is a Wine prefix with a lock, and a CPU to be pinned to.
lanes() { [ "$(cpus | wc -l)" -gt 1 ] && echo 1 2 || echo 1; }

lane_prefix() { [ "$1" = 1 ] && echo "$cache/prefix" || echo "$cache/prefix-$1"; }

# The CPUs that this process may use, one a line.
cpus() {
    local list range
    list=$(taskset -cp $$)
    for range in $(tr ',' ' ' <<<"${list##*: }"); do
        seq "${range%-*}" "${range#*-}"
    done
}

say() { printf 'testbed: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

first_found() {
    local candidate
    for candidate in "$@"; do
        # The 0 matters: in a trap a plain return gives the status from before the trap.
        command -v "$candidate" && return 0
    done
    return 1
}

# The 64-bit binaries themselves: Debian's wrapper prints a hint about wine32.
find_wine() { first_found /usr/lib/wine/wine64 wine64 wine; }
find_wineserver() { first_found /usr/lib/wine/wineserver64 /usr/lib/wine/wineserver wineserver; }

# No display (Wine 10 looks for Wayland), no offer to install Mono or Gecko, no menu entries in the user's home, nothing of the caller's own Wine.
wine_environment() {
    export WINEPREFIX=$1 WINEDEBUG=-all WINEARCH=win64 WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe,winewayland.drv=d'
    # Wine reads arguments and file names in the locale's encoding.
    export LC_ALL=C.UTF-8
    unset DISPLAY WAYLAND_DISPLAY WINELOADER WINESERVER WINEDLLPATH
}

# Ends every Wine process of one prefix.
end_wine() {
    local server request
    server=$(find_wineserver) || return 0
    for request in -k -w; do
        WINEPREFIX=$1 timeout 20 "$server" $request >/dev/null 2>&1 8>&- 9>&-
    done
}

# Runs share the cache; a set-up, which must not replace what a run uses, has it alone: lock_cache -s or -x.
# The lock is file descriptor 9, and a lane's is 8; Wine gets both closed, as a wineserver that survives a kill must not keep them.
lock_cache() {
    local wait=${ASYNCIOCTL_TESTBED_WAIT:-600}
    { exec 9>>"$cache/lock"; } 2>/dev/null ||
        die "cannot write $cache/lock as $(id -un): set ASYNCIOCTL_TESTBED to a folder of your own"
    flock "$1" -n 9 && return 0
    say "waiting for another run or set-up in $cache (at most $wait s)"
    # Ends with this shell, should it be killed.
    setpriv --pdeathsig TERM flock "$1" -w "$wait" 9 || die "still in use after $wait s: $cache (see ASYNCIOCTL_TESTBED_WAIT and ASYNCIOCTL_TESTBED)"
}

# A stamp says what a piece was made from and how large its files are.
jvm_stamp() {
    { echo "$revision $(net_patch "$1")" && cat "$here/jvm-$1.txt"; } | sha256sum
    (cd "$2" && find . -type f ! -name stamp -printf '%s %p\n' | LC_ALL=C sort)
}

# Only files that stay as they are: the registry changes from run to run, and programs may add files of their own.
prefix_stamp() {
    echo "$revision $("$(find_wine)" --version 2>/dev/null)" | sha256sum
    (cd "$1/drive_c/windows/system32" &&
        stat -c '%s %n' ntdll.dll kernel32.dll kernelbase.dll ws2_32.dll iphlpapi.dll cmd.exe start.exe services.exe)
}

jvm_ready() {
    local dir=$cache/jvm-$1
    [ -s "$dir/stamp" ] && [ "$(cat "$dir/stamp")" = "$(jvm_stamp "$1" "$dir" 2>/dev/null)" ]
}

prefix_ready() {
    [ -s "$1/stamp" ] && [ -s "$1/user.reg" ] && [ -e "$1/dosdevices/c:" ] && [ -e "$1/dosdevices/z:" ] &&
        [ -n "$(find "$1/system.reg" -size +1000k 2>/dev/null)" ] &&
        [ "$(cat "$1/stamp")" = "$(prefix_stamp "$1" 2>/dev/null)" ]
}

# The Debian packages that running a JVM needs and this machine lacks.
missing_packages() {
    { find_wine && find_wineserver; } >/dev/null || echo wine wine64
    command -v ip >/dev/null || echo iproute2
}

ready() {
    local version lane
    [ -z "$(missing_packages)" ] || return 1
    for lane in $(lanes); do
        prefix_ready "$(lane_prefix "$lane")" || return 1
    done
    for version in "$@"; do
        jvm_ready "$version" || return 1
    done
}
