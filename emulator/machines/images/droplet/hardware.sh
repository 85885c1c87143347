#!/bin/bash
# Makes what surrounds the machine what the files in /var/lib/emulator say: its interfaces, reserved addresses, disks,
# and the cloud's firewall. Runs before systemd at each boot, and whenever one of the files has changed; what is right
# already stays as it is.
set -euo pipefail

cd /var/lib/emulator
exec 9>.lock
flock 9

# interfaces: "NAME ADDRESS GATEWAY" a line, with - for no gateway. The engine gives the names out in any order.
name_interfaces() {
    local name address gateway now
    while read -r name address gateway; do
        now=$(ip -oneline -4 address show to "$address" | awk '{ print $2; exit }')
        if [ "$now" = "$name" ]; then continue; fi
        if ip link show "$name" >/dev/null 2>&1; then rename "$name" "$name-other"; fi
        rename "$now" "$name"
    done <interfaces
    while read -r name address gateway; do
        if [ "$gateway" != - ]; then ip route replace default via "$gateway" dev "$name"; fi
    done <interfaces
}

rename() {
    ip link set "$1" down
    ip link set "$1" name "$2"
    ip link set "$2" up
}

# addresses: those that lead here beside the machine's own, one a line.
take_addresses() {
    local address
    for address in $(ip -oneline -4 address show label eth0:reserved | awk '{ print $4 }'); do
        if grep --quiet --line-regexp --fixed-strings "${address%/*}" addresses; then continue; fi
        ip address delete "$address" dev eth0
    done
    while read -r address; do
        if ip -oneline -4 address show to "$address" | grep --quiet .; then continue; fi
        ip address add "$address/32" dev eth0 label eth0:reserved
        # Who has talked to it on another machine learns that it has moved.
        arping -q -c 1 -w 1 -A -I eth0 "$address" || true
    done <addresses
}

# disks: "NAME MINOR" a line, the number of the loop device that is the disk.
plug_disks() {
    local name minor link node
    mkdir -p /dev/disk/by-id
    for link in /dev/disk/by-id/scsi-0DO_Volume_*; do
        if [ ! -L "$link" ]; then continue; fi
        node=$(realpath "$link")
        minor=$((0x$(stat --format %T "$node")))
        if grep --quiet --line-regexp --fixed-strings "${link#*_Volume_} $minor" disks; then continue; fi
        pull_out "$node"
        rm "$link" "$node"
    done
    while read -r name minor; do
        link=/dev/disk/by-id/scsi-0DO_Volume_$name
        if [ -L "$link" ]; then continue; fi
        for node in /dev/sd{a..z}; do
            if [ ! -e "$node" ]; then break; fi
        done
        mknod -m 660 "$node" b 7 "$minor"
        ln -s "../../${node##*/}" "$link"
    done <disks
}

# A disk goes without asking: what has it mounted, in whatever container, gets errors from here on, and nothing more
# reaches the disk.
pull_out() {
    local target
    findmnt --noheadings --raw --output TARGET --source "$1" | while read -r target; do
        python3 -c '
import fcntl, os, struct, sys

shutdown = 0x8004587D  # FS_IOC_SHUTDOWN, of ext4 and XFS; 0: what was written before is kept
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), shutdown, struct.pack("I", 0))
' "$target" || true
        umount --lazy "$target"
    done || true
}

name_interfaces
take_addresses
plug_disks
# A table of its own, which no program in the machine knows of.
nft --file firewall.nft
