#!/bin/sh
# The machine's first process, until systemd takes over. What the engine keeps from containers, and a machine has, is
# given to it: its own control groups and network settings to write, and its own hosts, hostname and resolv.conf.
set -eu

grep -E '^[^ ]+ [^ ]+ cgroup2? ' /proc/self/mounts | while read -r _ group _; do
    mount --options remount,bind,rw "$group"
done
mount --bind /proc/sys/net /proc/sys/net
mount --options remount,bind,rw /proc/sys/net

# As on a machine: what is mounted or unmounted later is so for services with mounts of their own too.
mount --make-rshared /

# The engine's files lie over the machine's, and nobody in it could replace them. Its first boot fills in its own.
for file in hosts hostname resolv.conf; do
    if ! mountpoint --quiet "/etc/$file"; then continue; fi
    content=$(cat "/etc/$file")
    umount "/etc/$file"
    if [ ! -s "/etc/$file" ]; then printf '%s\n' "$content" >"/etc/$file"; fi
    chmod 644 "/etc/$file"
done

/usr/local/lib/emulator/hardware.sh
exec /lib/systemd/systemd
