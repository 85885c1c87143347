#!/usr/bin/env bash
# Brings a server to what standard input says (server.render.ts): waits until it has booted, sets it up, and waits until its
# engine answers. It may run any number of times; a server that is so already is left alone.
#
# SLIPWAY_SERVER, SLIPWAY_SERVER_ADDRESS, SLIPWAY_SERVER_KEY: name, address and public SSH host key of the server.
# SLIPWAY_TIMEOUT: seconds it may wait. SLIPWAY_SSH_KEY: for on-server.sh.
set -euo pipefail
. toolchain/path.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. components/host/server/await-server.sh

cat >"$work/settings"
setup=$(cat components/host/server/setup/*.sh && echo main)

# A connection that breaks off is no verdict: the setup goes on where it was.
set_up() {
    local code
    while :; do
        code=0
        on_server "sudo bash -c $(printf %q "$setup")" <"$work/settings" || code=$?
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
