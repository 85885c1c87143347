# shellcheck shell=bash disable=SC2034,SC2154
# A piece of setup (main.sh): the files that Slipway has on a server.

place_files() {
    local mode path
    mkdir -p "$pending"
    while read -r mode path; do
        [ "$mode" != merge ] || merge "$path"
        place "${mode/merge/644}" "$path" <"$work/files$path"
    done <"$work/list"
}

# Puts our keys into the JSON that is there, in the file to be placed. What says the same is taken as it is.
merge() { # path
    [ -s "$root$1" ] || return 0
    python3 - "$root$1" "$work/files$1" 2>/dev/null <<'PYTHON' || fail "$1 is not a JSON object: mend it, or remove it"
import json, sys
with open(sys.argv[1]) as file: text = file.read()
with open(sys.argv[2]) as file: ours = json.load(file)
there = json.loads(text)
merged = {**there, **ours}
with open(sys.argv[2], "w") as file: file.write(text if merged == there else json.dumps(merged, indent=4) + "\n")
PYTHON
}

# Writes standard input to a file, complete or not at all, unless it is the same.
place() { # mode, path
    local path=$root$2 beside
    mkdir -p "$(dirname "$path")"
    beside=$(mktemp "$work/XXXXXX")
    cat >"$beside"
    chmod "$1" "$beside"
    [ "$(stat --format %a "$path" 2>/dev/null)" != "$1" ] || ! cmp --silent "$beside" "$path" || return 0
    call_for "$2"
    say "writes $2"
    cp --preserve=mode "$beside" "$path.slipway-new"
    mv -f "$path.slipway-new" "$path"
}

# Removes what an earlier setup has placed and this one does not.
remove_files() {
    local path
    while read -r path; do
        grep -qxF "644 $path" "$work/list" || [ ! -e "$root$path" ] || {
            call_for "$path"
            say "removes $path"
            rm -f "$root$path"
        }
    done < <(cat "$placed" 2>/dev/null)
    sed -n 's/^644 //p' "$work/list" >"$work/placed"
    cp "$work/placed" "$placed"
}

# Writes down what has to be done once the file has changed, and before it does.
call_for() { # path
    case "$1" in
        /etc/docker/*) touch "$pending/docker" ;;
        /etc/ssh/*) touch "$pending/ssh" ;;
        /etc/sysctl.d/*) touch "$pending/sysctl" ;;
        /etc/systemd/journald.conf.d/*) touch "$pending/journald" ;;
        /etc/systemd/system/slipway-metadata.service) touch "$pending/units" "$pending/metadata" ;;
        /etc/systemd/system/* | /etc/fstab) touch "$pending/units" ;;
    esac
}

due() { # what
    [ -e "$pending/$1" ]
}

finish() { # what
    rm -f "$pending/$1"
}
