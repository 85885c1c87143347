#!/bin/sh
# In a container, systemd passes over the disks in /etc/fstab, as no device units exist there. A machine mounts them.
set -eu

mounts=$1
grep -E '^/dev/' /etc/fstab | while read -r what where type options _; do
    if [ "$type" = swap ]; then continue; fi
    unit=$(systemd-escape --path --suffix=mount "$where")
    cat >"$mounts/$unit" <<END
[Unit]
SourcePath=/etc/fstab
Before=local-fs.target

[Mount]
What=$what
Where=$where
Type=$type
Options=$options
END
    mkdir -p "$mounts/local-fs.target.wants"
    ln -s "../$unit" "$mounts/local-fs.target.wants/$unit"
done
