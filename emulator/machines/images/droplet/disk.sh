#!/bin/bash
# disk.sh create|grow|attach|detach|remove|snapshot …: the volumes of the cloud, a sparse file each in /volumes, and the
# loop devices through which machines reach them. Runs in the cloud's storage container.
set -euo pipefail

cd /volumes

# Two at once would be given the same free loop device.
exec 9>.lock
flock 9

file() { echo "/volumes/$1.img"; }

# device FILE: its loop device; those that go as soon as they are let go do not count.
device() {
    losetup --associated "$1" --noheadings --raw --output NAME,AUTOCLEAR | awk '$2 == 0 { print $1; exit }'
}

# create ID GIBIBYTES TYPE LABEL [SNAPSHOT]
create() {
    local path draft
    path=$(file "$1") draft=/volumes/$1.draft
    if [ -e "$path" ]; then return; fi
    rm -f "$draft"
    if [ -n "${5:-}" ]; then
        cp --sparse=always "/volumes/$5.snapshot" "$draft"
        truncate --size ">${2}G" "$draft"
    else
        truncate --size "${2}G" "$draft"
        case "$3" in
            ext4) mkfs.ext4 -q -F -E nodiscard,lazy_itable_init=1,lazy_journal_init=1 ${4:+-L "$4"} "$draft" ;;
            xfs) mkfs.xfs -q -K ${4:+-L "$4"} "$draft" ;;
            "") ;;
        esac
    fi
    mv "$draft" "$path"
}

# grow ID GIBIBYTES
grow() {
    local loop
    truncate --size ">${2}G" "$(file "$1")"
    loop=$(device "$(file "$1")")
    if [ -n "$loop" ]; then losetup --set-capacity "$loop"; fi
}

# attach ID: prints the minor number of its loop device.
attach() {
    local loop path
    path=$(file "$1") loop=$(device "$(file "$1")")
    for _ in 1 2 3 4 5; do
        if [ -n "$loop" ]; then break; fi
        loop=$(losetup --find)
        [ -e "$loop" ] || mknod "$loop" b 7 "${loop#/dev/loop}"
        # Another cloud on this machine may have been quicker.
        losetup "$loop" "$path" || loop=
    done
    if [ -z "$loop" ]; then
        echo "error: no loop device could be had for volume $1" >&2
        return 1
    fi
    echo "${loop#/dev/loop}"
}

# detach ID
detach() {
    local loop
    loop=$(device "$(file "$1")")
    if [ -n "$loop" ]; then losetup --detach "$loop"; fi
}

# remove ID
remove() {
    detach "$1"
    rm -f "$(file "$1")"
}

# snapshot ID SNAPSHOT
snapshot() {
    if [ -e "/volumes/$2.snapshot" ]; then return; fi
    sync
    cp --sparse=always "$(file "$1")" "/volumes/$2.draft"
    mv "/volumes/$2.draft" "/volumes/$2.snapshot"
}

# forget SNAPSHOT
forget() {
    rm -f "/volumes/$1.snapshot"
}

# clear: lets go of every volume.
clear() {
    local path
    for path in /volumes/*.img; do
        if [ -e "$path" ]; then detach "$(basename "$path" .img)"; fi
    done
}

"$@"
