# shellcheck shell=bash disable=SC2034,SC2154
# A piece of setup (main.sh): what comes from the distribution.

ensure_packages() {
    local package try
    local -a missing=()
    # Without it the engine starts no container where the kernel has AppArmor.
    [ "$(cat "$root/sys/module/apparmor/parameters/enabled" 2>/dev/null)" != Y ] || packages="$packages apparmor"
    for package in $packages; do
        [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installs ${missing[*]}"
    # At the first boot the distribution's own jobs are at it too.
    for try in 1 2 3 4 5; do
        ! install "${missing[@]}" >"$work/apt" 2>&1 || return 0
        [ $try = 5 ] || sleep 5
    done
    tail -n 5 "$work/apt" >&2
    fail "${missing[*]} cannot be installed: what apt said is above"
}

install() { # packages
    local -x DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
    local -a apt=(apt-get --quiet --yes -o DPkg::Lock::Timeout=120)
    dpkg --configure -a && "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"
}
