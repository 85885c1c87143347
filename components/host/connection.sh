# shellcheck shell=bash disable=SC2034
# To be sourced: one SSH connection to a server, which everything that runs on this machine shares, and which ends a
# quarter of an hour after its last use. The server's engine is reached through it by a socket on this machine.
#
# SLIPWAY_SSH_KEY: the private key of Slipway's user on the server. It is on this machine's disk for as long as it takes to
# connect.

# Opens the connection to a server, unless it is open. Then ssh_options lead through it, and the server's engine answers at
# the socket engine_socket. Its messages are ssh's own where ssh fails.
open_connection() { # address, public host key
    local folder=$HOME/.cache/slipway/ssh name
    name=$(printf '%s %s' "$1" "$2" | sha256sum)
    # A socket's path may have a hundred characters.
    name=${name:0:16}
    connection=$folder/$name
    engine_socket=$connection.docker
    # Where it is not open, nobody is asked: ssh would go there by itself, with other keys.
    ssh_options=(-F /dev/null -o "ControlPath=$connection" -o BatchMode=yes -o LogLevel=ERROR -o ProxyCommand=false)
    ! is_open || return 0
    (umask 077 && mkdir -p "$folder") || return
    until mkdir "$connection.lock" 2>/dev/null; do
        # Whoever has it is at work.
        ! is_open || return 0
        # What was killed has left it.
        [ -z "$(find "$connection.lock" -maxdepth 0 -mmin +1 2>/dev/null)" ] || rmdir "$connection.lock" 2>/dev/null || true
        sleep 0.1
    done
    (
        trap 'rm -rf "$connection".key.??????; rmdir "$connection.lock"' EXIT
        is_open || connect "$1" "$2"
    )
}

is_open() {
    [ -S "$connection" ] && ssh "${ssh_options[@]}" -O check slipway 2>/dev/null
}

connect() { # address, public host key
    local work message code=0
    # What one that was killed has left: its key, and a socket at which nobody listens, beside which ssh would not stay.
    rm -rf "$connection" "$connection".key.??????
    work=$(umask 077 && mktemp -d "$connection.key.XXXXXX") || return
    (umask 077 && printf '%s\n' "${SLIPWAY_SSH_KEY:?}" >"$work/key") || return
    printf '%s %s\n' "$1" "$2" >"$work/known_hosts" || return
    # It lives on in the background, with none of this script's outputs.
    message=$(
        ssh -o ProxyCommand=none "${ssh_options[@]}" -o ControlMaster=yes -o ControlPersist=900 \
            -o IdentityFile="$work/key" -o IdentitiesOnly=yes -o PreferredAuthentications=publickey \
            -o UserKnownHostsFile="$work/known_hosts" -o GlobalKnownHostsFile=/dev/null \
            -o StrictHostKeyChecking=yes -o UpdateHostKeys=no -o HostKeyAlgorithms=ssh-ed25519 \
            -o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=4 \
            -o StreamLocalBindUnlink=yes -o StreamLocalBindMask=0177 -o ExitOnForwardFailure=yes \
            -L "$engine_socket:/var/run/docker.sock" -l slipway "$1" true 2>&1 >/dev/null </dev/null
    ) || code=$?
    [ -z "$message" ] || printf '%s\n' "$message" >&2
    return $code
}
