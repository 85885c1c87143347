# shellcheck shell=bash disable=SC2034,SC2154
# A piece of setup (main.sh): memory on disk.

ensure_swap() {
    # A container has its host's.
    ! systemd-detect-virt --quiet --container || return 0
    local file=$root/swapfile bytes=$((swap << 30))
    if [ "$(stat --format %s "$file" 2>/dev/null || echo 0)" != "$bytes" ]; then
        say "makes swap of $swap GiB"
        ! swap_is_on "$file" || swapoff "$file"
        rm -f "$file" "$file.making"
        if [ "$bytes" -gt 0 ]; then
            (umask 077 && fallocate --length "$bytes" "$file.making") || fail "the disk has no room for $swap GiB of swap"
            mkswap "$file.making" >/dev/null
            mv "$file.making" "$file"
        fi
    fi
    ensure_mount none "$([ "$bytes" = 0 ] || echo "/swapfile none swap sw 0 0")"
    [ "$bytes" = 0 ] || swap_is_on "$file" || swapon "$file"
}

swap_is_on() { # file
    swapon --show=NAME --noheadings | grep -qxF "$1"
}
