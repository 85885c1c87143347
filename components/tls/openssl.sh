# shellcheck shell=bash disable=SC2034
# To be sourced by the scripts that make keys: an openssl that is quiet unless it fails, in a folder of its own, which
# goes when the script ends. plain_settings names a configuration in place of the machine's, which differ.

command -v openssl >/dev/null || {
    echo "there is no openssl on this machine: install it (apt-get install openssl, brew install openssl), then try again" >&2
    exit 1
}

openssl() {
    local said
    # What it says while all is well is noise; what it prints on standard output is the caller's.
    { said=$(command openssl "$@" 2>&1 >&3); } 3>&1 || {
        echo "openssl $1 failed: ${said:-it says no reason}" >&2
        return 1
    }
}

umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
plain_settings=$folder/openssl.conf
printf '%s\n' '[req]' 'distinguished_name = name' 'prompt = no' '[name]' >"$plain_settings"
