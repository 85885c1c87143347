# shellcheck shell=bash disable=SC2034,SC2154
# To be sourced by sync.sh: waits, with a limit, until a server can be set up, and until its engine answers. It says where
# it is stuck whenever that is another place, and every SLIPWAY_NEWS seconds (15). Where SSH takes connections but not the
# key, it waits no longer than SLIPWAY_REFUSALS seconds (60).

deadline=$((SECONDS + SLIPWAY_TIMEOUT))
where='' told=0

say() { # line, for the person who waits
    echo "server $SLIPWAY_SERVER ($SLIPWAY_SERVER_ADDRESS): $1" >&2
}

fail() { # reason
    say "$1"
    exit 1
}

# Runs a script on the server. When SSH itself fails the exit status is 255, and why is in $ssh_message.
on_server() { # script
    local code=0
    bash components/host/on-server.sh "$SLIPWAY_SERVER_ADDRESS" "$SLIPWAY_SERVER_KEY" "$1" 2>"$work/stderr" || code=$?
    [ $code = 255 ] || cat "$work/stderr" >&2
    ssh_message=$(grep -v '^$' "$work/stderr" || true)
    return $code
}

# Waits a moment, unless the time is up.
wait_for() { # what, reason for when the time is up
    if [ "$1" != "$where" ] || [ $((SECONDS - told)) -ge "${SLIPWAY_NEWS:-15}" ]; then
        where=$1 told=$SECONDS
        say "waiting for $1"
    fi
    [ $SECONDS -lt $deadline ] || fail "$2"
    sleep 1
}

# What SSH has said decides: to go on waiting, or never to try again.
wait_for_ssh() {
    case "$ssh_message" in
        *"IDENTIFICATION HAS CHANGED"* | *"key verification failed"* | *"no matching host key type"*)
            say "WHAT ANSWERS AT THIS ADDRESS IS NOT THE SERVER: its SSH host key is not the one that Slipway made"
            fail "nothing was sent to it; somebody may be in between, or the droplet was made anew by hand: find out which, before anything else"
            ;;
        *"Permission denied"* | *"Too many authentication failures"*)
            # While it boots, the user may be missing yet.
            refused=${refused:-$SECONDS}
            [ $((SECONDS - refused)) -lt "${SLIPWAY_REFUSALS:-60}" ] ||
                fail "it takes SSH connections, but not Slipway's key for the user slipway: was authorized_keys changed by hand? (${ssh_message##*$'\n'})"
            wait_for "its user slipway" "it does not take Slipway's key within ${SLIPWAY_TIMEOUT}s: ${ssh_message##*$'\n'}"
            return
            ;;
    esac
    refused=''
    local mend="does the droplet run, and is this machine's public address in slipway:servers.allowSshFrom?"
    # One that was ready before is not to be thrown away because somebody sits at another address today.
    [ -n "${PULUMI_COMMAND_STDOUT:-}" ] ||
        mend+=" One that never came up is made anew by: pulumi up --replace '**server-${SLIPWAY_SERVER##*-}-droplet'"
    wait_for "SSH" "no answer by SSH within ${SLIPWAY_TIMEOUT}s: $mend (${ssh_message##*$'\n'})"
}
refused=''

# Waits until cloud-init has come to its end. How it failed, if it did, is in boot_failure then, with the end of its log.
await_boot() {
    local code answer
    while :; do
        code=0
        on_server "$(<components/host/server/observe.sh)" >"$work/answer" || code=$?
        answer=$(<"$work/answer")
        case "$code $answer" in
            "255 "*) wait_for_ssh ;;
            "0 running"*)
                answer="cloud-init (${answer#running })"
                wait_for "$answer" "its first boot has not come to an end within ${SLIPWAY_TIMEOUT}s: it is at $answer"
                ;;
            "0 failed"*)
                boot_failure=${answer#failed }
                return 0
                ;;
            "0 done") return 0 ;;
            *) fail "it cannot be asked how far it is: exit status $code" ;;
        esac
    done
}
boot_failure=''

# Waits until the engine answers to Slipway's user.
await_engine() {
    local code answer
    while :; do
        code=0
        on_server 'docker version --format "{{.Server.Version}}" 2>&1' >"$work/answer" || code=$?
        answer=$(<"$work/answer")
        case $code in
            0) return 0 ;;
            255) wait_for_ssh ;;
            *) wait_for dockerd "its engine does not answer within ${SLIPWAY_TIMEOUT}s: ${answer##*$'\n'}" ;;
        esac
    done
}
