#!/bin/bash
# The part of windows-java that runs inside the fresh network namespace.
set -u
. "$(dirname "$0")/common.sh"

limit=${ASYNCIOCTL_TESTBED_TIMEOUT:-900}
runner=
lane=
prefix=

main() {
    local version=$1
    shift
    lock_cache -s
    take_lane
    ready "$version" || die "another checkout has changed $cache: set ASYNCIOCTL_TESTBED to a folder of your own"
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    make_links || die "cannot make the network links"
    # A run that was killed may have left a wineserver, in a namespace that is not this one.
    end_wine "$prefix"
    run "$cache/jvm-$version/bin/java.exe" "$@"
}

# The first that is free, or becomes free.
take_lane() {
    local wait=${ASYNCIOCTL_TESTBED_WAIT:-600} patience=-n
    SECONDS=0
    while :; do
        for lane in $(lanes); do
            exec 8>>"$cache/lane-$lane.lock"
            if setpriv --pdeathsig TERM flock $patience 8; then
                prefix=$(lane_prefix "$lane")
                return
            fi
        done
        [ "$patience" != -n ] || say "waiting for another run in $cache (at most $wait s)"
        patience='-w 1'
        [ "$SECONDS" -lt "$wait" ] || die "still in use after $wait s: $cache (see ASYNCIOCTL_TESTBED_WAIT and ASYNCIOCTL_TESTBED)"
    done
}

# With nothing but loopback Wine cannot answer SIO_ADDRESS_LIST_QUERY.
make_links() {
    ip link set lo up &&
        ip link add v0 type veth peer name v1 &&
        ip addr add 10.77.0.1/24 dev v0 &&
        ip link set v0 up &&
        ip link set v1 up
}

run() {
    local pin=() status
    wine_environment "$prefix"
    [ "${ASYNCIOCTL_TESTBED_PIN:-yes}" = no ] || pin=(taskset -c "$(cpus | sed -n "${lane}p")")
    SECONDS=0
    # In the background, because the shell acts on a signal only when no foreground command runs.
    setpriv --pdeathsig TERM timeout --foreground -k 10 "$limit" "${pin[@]}" "$(find_wine)" "$@" <&0 8>&- 9>&- &
    runner=$!
    wait "$runner"
    status=$?
    if [ "$SECONDS" -ge "$limit" ] && { [ $status -eq 124 ] || [ $status -eq 137 ]; }; then
        say "ended after $limit s without a result (ASYNCIOCTL_TESTBED_TIMEOUT)"
        return 124
    fi
    return $status
}

clean_up() {
    trap '' INT TERM HUP
    [ -z "$runner" ] || kill "$runner" 2>/dev/null
    end_wine "$prefix"
    end_namespace
}

# What is still here was started through Wine but is not Wine's own, such as a shell command.
end_namespace() {
    local process
    for process in /proc/[0-9]*; do
        [ "$process" != /proc/$$ ] && [ "$process/ns/net" -ef /proc/$$/ns/net ] && kill -KILL "${process#/proc/}" 2>/dev/null
    done
}

main "$@"
