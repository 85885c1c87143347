# shellcheck shell=bash disable=SC2154
# A piece of setup (main.sh): what runs, with the files of now.

reload_units() {
    ! due units || systemctl daemon-reload
    finish units
    systemctl is-enabled --quiet slipway-metadata.service || systemctl enable --quiet slipway-metadata.service
}

# An engine that is started from here on starts with the files of now.
spare_engine() {
    systemctl is-active --quiet docker.service || finish docker
}

# Has the services take the files that have changed.
follow_files() {
    if due ssh; then
        # It is there only while the service runs.
        mkdir -p "$root/run/sshd"
        sshd -t || fail "sshd does not take its settings: they are not in force"
        systemctl try-reload-or-restart ssh.service
    fi
    finish ssh
    ! due journald || systemctl restart systemd-journald.service
    finish journald
    ! due sysctl || systemctl restart systemd-sysctl.service
    finish sysctl
    ! due metadata || systemctl restart slipway-metadata.service
    finish metadata
    systemctl is-active --quiet slipway-metadata.service || systemctl start slipway-metadata.service
    follow_engine
}

# One that ran before all this has the files of before.
follow_engine() {
    if ! systemctl is-active --quiet docker.service; then
        say "starts the engine"
        engine start
    elif due docker; then
        say "restarts the engine, and every container with it"
        engine restart
    fi
    finish docker
}

engine() { # start or restart
    systemctl "$1" docker.service || {
        journalctl --unit docker.service --lines 5 --no-pager --output cat >&2 || true
        fail "the engine does not start: what it said is above"
    }
}
