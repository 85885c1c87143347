#!/bin/sh
# rootfs.sh OUT AUTHORITIES: writes a Debian 12 root file system to the tar file OUT. The *.crt files in the folder
# AUTHORITIES (one certificate each) become trusted as soon as the package ca-certificates is installed.
# Manuals and translations stay out, as in the official slim image.
set -eu

# In a session of its own: when it cannot write the file, mmdebstrap hangs up on its whole process group.
# shellcheck disable=SC2016 # mmdebstrap's own shell puts in $1, the folder of the new system
setsid mmdebstrap --quiet --variant=minbase --format=tar \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='force-unsafe-io' \
    --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
    --aptopt='Acquire::Languages "none"' \
    --aptopt='APT::AutoRemove::SuggestsImportant "false"' \
    --customize-hook='mkdir -p "$1/usr/local/share/ca-certificates"' \
    --customize-hook="find '$2' -name '*.crt' -exec cp {} \"\$1/usr/local/share/ca-certificates/\" \;" \
    --customize-hook='rm -f "$1/etc/resolv.conf" "$1/etc/hostname"' \
    bookworm "$1" &
trap 'kill "$!"' HUP INT TERM
wait "$!"
