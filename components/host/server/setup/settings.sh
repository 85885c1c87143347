# shellcheck shell=bash disable=SC2034,SC2154
# A piece of setup (main.sh): what the server is to be.

# Takes standard input apart: the settings become variables, the files lie in $work/files, with a line each in $work/list.
read_settings() {
    local line file=''
    : >"$work/list"
    while IFS= read -r line; do
        case "$line" in
            "  "*) printf '%s\n' "${line:2}" >>"$file" ;;
            '') echo >>"$file" ;;
            *" /"*": |")
                line=${line%: |}
                echo "$line" >>"$work/list"
                file=$work/files${line#* }
                mkdir -p "$(dirname "$file")"
                : >"$file"
                ;;
            server:* | packages:* | swap:* | volume:* | volumeSize:*) printf -v "${line%%:*}" %s "${line#*: }" ;;
            setup:*) ;;
            *) fail "these settings are not for this setup: $line" ;;
        esac
    done
    [ -n "$server" ] || fail "there are no settings on standard input"
}
