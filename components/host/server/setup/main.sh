# shellcheck shell=bash disable=SC2034,SC2154
# Setup brings a server to what standard input says (server.render.ts). It runs on the server as root: at the first boot,
# and over SSH with every update. What is so already is left alone; each change is a line on standard error. It may be cut
# off anywhere: the next run goes on. Its pieces, these files, become one script (setup-script.ts, sync.sh), which ends
# with the word main.
#
# SLIPWAY_ROOT: the folder that the server's files lie in; none: /.
set -euo pipefail
umask 022
root=${SLIPWAY_ROOT:-} server='' packages='' swap=0 volume='' volumeSize=0
volumes=/var/lib/docker/volumes placed=$root/etc/slipway/files pending=$root/etc/slipway/pending

say() { # line
    echo "server $server: $1" >&2
}

fail() { # reason
    say "$1"
    exit 1
}

main() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    read_settings
    wait_for_others
    check_volume
    place_files
    remove_files
    ensure_swap
    ensure_mount "$volumes" "$(volume_line)"
    reload_units
    ensure_volume
    spare_engine
    ensure_packages
    follow_files
    ensure_directory
}

# Two at once there are when the deploying machine has lost a run of before.
wait_for_others() {
    local lock
    mkdir -p "$root/run/lock"
    exec {lock}>"$root/run/lock/slipway-setup"
    flock --wait 300 "$lock" || fail "another setup has not ended for five minutes: look for it with ps on the server"
}

# Slipway's own files are its user's.
ensure_directory() {
    mkdir -p "$root/var/lib/slipway"
    chown slipway:slipway "$root/var/lib/slipway"
}
