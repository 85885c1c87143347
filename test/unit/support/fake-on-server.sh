#!/usr/bin/env bash
# The on-server.sh of tests. What it is asked is written down, and answered by the first line of the file of that name that
# is not used yet; the last one stays. A line: exit status, what it says (with \n), and on which output (out or err).
set -euo pipefail
folder=$FAKE_FOLDER
case "$3" in
    *"docker version"*) asked=engine ;;
    "sudo bash -c "*) asked=setup ;;
    *) asked=boot ;;
esac
echo "$asked $1 $2" >>"$folder/calls"
if [ $asked = setup ]; then
    printf '%s' "$3" >"$folder/command"
    # The script, up to the first null byte, then the settings.
    IFS= read -r -d '' script
    printf '%s' "$script" >"$folder/script"
    cat >"$folder/settings"
fi
IFS='|' read -r code output text <"$folder/$asked"
[ "$(wc -l <"$folder/$asked")" = 1 ] || sed -i 1d "$folder/$asked"
if [ "$output" = err ]; then printf '%b' "$text" >&2; else printf '%b' "$text"; fi
exit "$code"
