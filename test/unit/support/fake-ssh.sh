#!/usr/bin/env bash
# The ssh of tests. A connection is a link to the socket of the test. What is run through it runs here, as the login shell
# of the server would run it.
set -euo pipefail
folder=${0%/*}/../ssh
control=
for word in "$@"; do
    case "$word" in ControlPath=*) control=${word#ControlPath=} ;; esac
done
known=$folder/known/${control##*/}

note() { # file: the other words, in one go
    local file=$1
    shift
    printf '%s\036' "$(printf '%s\037' "$@")" >>"$folder/$file"
}

case " $* " in
    *" -O check "*)
        [ -S "$control" ] && [ ! -e "$folder/dead/${control##*/}" ]
        exit
        ;;
    *" ControlMaster=yes "*)
        address=${*: -2:1}
        key=$(sed -n 's/^IdentityFile=//p' < <(printf '%s\n' "$@"))
        hosts=$(sed -n 's/^UserKnownHostsFile=//p' < <(printf '%s\n' "$@"))
        note connections "$(cat "$key")" "$(cat "$hosts")" "$(stat -c %a "${key%/*}" "$key" | xargs)" "$key" "$hosts" "$@"
        # A connection that is slow.
        while [ -e "$folder/slow" ]; do sleep 0.02; done
        if [ -e "$folder/refused/$address" ]; then
            cat "$folder/refused/$address" >&2
            exit 255
        fi
        # As ssh: where there is a socket already, it is not the one that others come through.
        [ ! -e "$control" ] || exit 0
        rm -f "$folder/dead/${control##*/}"
        echo "$address" >"$known"
        ln "$folder/socket" "$control"
        ;;
    *)
        [ -S "$control" ] || exit 255
        address=$(cat "$known")
        if [ -e "$folder/refused/$address" ]; then
            cat "$folder/refused/$address" >&2
            exit 255
        fi
        until [ "$1" = -- ]; do shift; done
        shift
        note commands "$address" "$*"
        FAKE_SERVER=$address DOCKER_HOST='' exec bash -c "$*"
        ;;
esac
