#!/bin/sh
# The commands of a server that setup runs on, for tests: each is this file by another name. What changes something is
# written down in state/calls, and remembered in the folder state.
state=${0%/*}/../state
name=${0##*/}

note() {
    echo "$name${*:+ $*}" >>"$state/calls"
}

has() {
    [ -e "$state/$1" ]
}

case "$name $*" in
    "systemctl is-active --quiet docker.service") has running/docker ;;
    "systemctl is-active --quiet slipway-metadata.service") has running/metadata ;;
    "systemctl is-enabled"*) has enabled ;;
    "systemctl enable"*) note "$@" && touch "$state/enabled" ;;
    "systemctl "*"start docker.service") note "$@" && ! has broken/docker && touch "$state/running/docker" ;;
    "systemctl "*"start slipway-metadata.service") note "$@" && touch "$state/running/metadata" ;;
    "systemctl stop docker"*) note "$@" && rm "$state/running/docker" ;;
    "systemctl "* | chown* | sshd*) note "$@" && ! has "broken/$name" ;;
    systemd-detect-virt*) has container ;;
    journalctl*) echo "dockerd: no such driver" ;;
    "dpkg-query "*)
        shift 2
        has "packages/$1" && echo installed
        ;;
    apt-get*" install "*)
        until [ "$1" = --no-install-recommends ]; do shift; done
        shift
        note "$@"
        has broken/apt && echo "E: Unable to fetch some archives" && exit 100
        for package in "$@"; do [ ! -d "$state/packages" ] || touch "$state/packages/$package"; done 2>/dev/null
        touch "$state/running/docker"
        ;;
    sleep* | dpkg* | apt-get*) ;;
    findmnt*) cat "$state/mounted" 2>/dev/null ;;
    mount*) note "$@" && echo "  0:0 " >"$state/mounted" ;;
    blkid*) if has filesystem; then cat "$state/filesystem"; else exit 2; fi ;;
    wipefs*) ! has broken/disk && cat "$state/traces" 2>/dev/null || ! has broken/disk ;;
    mkfs.ext4*) note "$@" && echo ext4 >"$state/filesystem" ;;
    blockdev*) cat "$state/bytes" && { ! has later || mv "$state/later" "$state/bytes"; } ;;
    resize2fs*)
        if has broken/growth; then
            cat "$state/broken/growth" && exit 1
        elif has grows; then
            note "$@" && rm "$state/grows"
        else
            echo "resize2fs 1.47.0: Nothing to do!"
        fi
        ;;
    "swapon --show"*) cat "$state/swap" 2>/dev/null || true ;;
    swapon*) note "$@" && echo "$1" >"$state/swap" ;;
    swapoff*) note "$@" && rm "$state/swap" ;;
    mkswap*) note "$@" ;;
    fallocate*) truncate --size "$2" "$3" ;;
    sudo*) exec "$@" ;;
    *) echo "no answer to: $name $*" >&2 && exit 64 ;;
esac
