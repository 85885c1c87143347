# shellcheck shell=bash disable=SC2034,SC2154
# A piece of setup (main.sh): /etc/fstab.

# Has one line of fstab, or none, for what is mounted there.
ensure_mount() { # place, line or nothing
    [ -e "$root/etc/fstab" ] || : >"$root/etc/fstab"
    {
        awk -v place="$1" -v line="$2" '$2 != place || (place == "none" && $1 != "/swapfile") || $0 == line' "$root/etc/fstab"
        [ -z "$2" ] || grep -qxF "$2" "$root/etc/fstab" || echo "$2"
    } >"$work/fstab"
    place 644 /etc/fstab <"$work/fstab"
}
