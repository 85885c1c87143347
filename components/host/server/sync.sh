#!/usr/bin/env bash
# Brings a server to what standard input says (server.render.ts): waits until it has booted, sets it up, and waits until its
# engine answers. It may run any number of times; a server that is so already is left alone.
#
# SLIPWAY_SERVER, SLIPWAY_SERVER_ADDRESS, SLIPWAY_SERVER_KEY: name, address and public SSH host key of the server.
# SLIPWAY_TIMEOUT: seconds it may wait. SLIPWAY_SSH_KEY: for on-server.sh. PULUMI_COMMAND_STDOUT: what this printed when it
# last ended well; nothing where the server has never been ready.
set -euo pipefail
. toolchain/path.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. components/host/server/await-server.sh

# The script comes before the settings, up to the first null byte: sudo writes each word of a command to the journal.
{
    cat components/host/server/setup/*.sh
    printf 'main\n\0'
    cat
} >"$work/input"
run_setup="sudo bash -c 'IFS= read -r -d \"\" setup && eval \"\$setup\"'"

# A connection that breaks off is no verdict: the setup goes on where it was.
set_up() {
    local code
    while :; do
        code=0
        on_server "$run_setup" <"$work/input" || code=$?
        [ $code = 255 ] || return $code
        wait_for_ssh
    done
}

await_boot
if ! set_up; then
    [ -z "$boot_failure" ] || say "cloud-init had failed too, at its end: $boot_failure"
    fail "it cannot be set up: the reason is above"
fi
# A server that is what it should be is no matter of concern, however it came to be so.
[ -z "$boot_failure" ] || [ ! -s "$work/stderr" ] || say "cloud-init had failed (${boot_failure%%$'\n'*}): what it left is made good"
await_engine
echo ready
