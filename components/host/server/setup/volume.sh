# shellcheck shell=bash disable=SC2034,SC2154
# A piece of setup (main.sh): the block volume that Docker's volumes lie on.

# Whether the volume can be taken, before anything is changed; it may be attached only now.
check_volume() {
    [ -n "$volume" ] || return 0
    device=/dev/disk/by-id/scsi-0DO_Volume_$volume format=no
    local deadline=$((SECONDS + ${SLIPWAY_ATTACHED:-120}))
    until [ -e "$root$device" ]; do
        [ $SECONDS -lt $deadline ] || fail "the volume $volume is not attached: there is no $device"
        sleep 1
    done
    ! volume_is_mounted || return 0
    [ -z "$(find "$root$volumes" -mindepth 1 -maxdepth 1 -type d 2>/dev/null)" ] ||
        fail "Docker's volumes lie on the server's own disk, where the volume $volume would hide them: move away what is in $volumes, then try again"
    check_file_system
}

# Formats later what has no file system, and nothing else: a disk that cannot be read looks empty too.
check_file_system() {
    local system code=0 traces
    system=$(blkid --probe --match-tag TYPE --output value "$root$device") || code=$?
    traces=$(wipefs --noheadings "$root$device") || fail "the volume $volume cannot be read"
    case "$code $system" in
        "0 ext4") ;;
        "2 ") [ -z "$traces" ] && format=yes ;;
        *) false ;;
    esac || fail "the volume $volume holds ${system:-something that is no file system}, and not ext4: only an empty one is formatted"
}

volume_is_mounted() {
    local there
    there=$(findmnt --noheadings --output MAJ:MIN --mountpoint "$root$volumes") || return 1
    [ "${there// /}" = "$(printf '%d:%d' 0x"$(stat --dereference --format %t "$root$device")" 0x"$(stat --dereference --format %T "$root$device")")" ] ||
        fail "another disk than the volume $volume is mounted at $volumes"
}

# The engine waits for it; a server that has lost it boots all the same.
volume_line() {
    [ -z "$volume" ] || echo "$device $volumes ext4 defaults,noatime,nofail 0 2"
}

ensure_volume() {
    [ -n "$volume" ] || return 0
    if ! volume_is_mounted; then
        if [ "$format" = yes ]; then
            say "formats the volume $volume"
            mkfs.ext4 -q "$root$device"
        fi
        if systemctl is-active --quiet docker.service; then
            say "stops the engine, whose volumes get another place"
            systemctl stop docker.socket docker.service
        fi
        say "mounts the volume $volume"
        mkdir -p "$root$volumes"
        mount "$root$volumes"
        # To the engine it would be a volume of that name.
        rmdir "$root$volumes/lost+found" 2>/dev/null || true
    fi
    grow_volume
}

grow_volume() {
    local message deadline=$((SECONDS + 60))
    until [ "$(blockdev --getsize64 "$root$device")" -ge $((volumeSize << 30)) ]; do
        [ $SECONDS -lt $deadline ] || fail "the volume $volume has not grown to $volumeSize GiB after 60s"
        sleep 1
    done
    if message=$(resize2fs "$root$device" 2>&1); then
        [[ $message == *"Nothing to do"* ]] || say "the volume $volume has $volumeSize GiB now"
    elif [[ $message == *"Permission denied"* ]] && systemd-detect-virt --quiet --container; then
        say "the volume $volume has $volumeSize GiB, but no container may enlarge the file system on it"
    else
        fail "the file system of the volume $volume does not grow: ${message//$'\n'/, }"
    fi
}
