#!/usr/bin/env bash
# Brings the database to the newest revision that an image knows: exit 0 when it is there, or ahead of the image, else 1
# with the reason. What it stops meanwhile runs again at its end, whatever the end is.
#
# Standard input: the document of the job that the commands run in, with the placeholder SLIPWAY_STEP.
# SLIPWAY_STACK, SLIPWAY_SERVICE, SLIPWAY_GENERATION (empty): the job's name. SLIPWAY_POSTGRES, SLIPWAY_DATABASE: the
# database. SLIPWAY_UP, SLIPWAY_HEADS, SLIPWAY_KNOWN: commands. SLIPWAY_HEAD: SQL. SLIPWAY_TIMEOUT: seconds that one job may
# take. SLIPWAY_QUIESCE: services to stop meanwhile. SLIPWAY_DUMPS: folder. The other SLIPWAY_… fill the document.
set -euo pipefail
. toolchain/path.sh
. components/database/postgres.sh
. components/release/swarm-service.sh
. components/migration/lock.sh
. components/migration/sessions.sh
. components/migration/job.sh
. components/migration/revisions.sh
. components/migration/probe.sh
. components/migration/quiesce.sh
. components/migration/dump.sh

say() { # line, for the person who waits
    echo "migration: $1" >&2
}

clean_up() {
    # A second Ctrl-C shall not leave half of it.
    trap '' INT TERM
    IFS=$' \t\n'
    [ "$locked" = yes ] || return 0
    [ -z "$unfinished" ] || rm -f "$unfinished"
    end_job || true
    restore_quiesced || true
    release_lock
}

# What became of it, for somebody who has to decide what to do now.
explain_failure() {
    local now
    end_job
    now=$(read_revisions) || now='an unknown revision'
    say "the database was at $(in_words "$before"), and is at $(in_words "$now")"
    [ -z "$dumped" ] || say "its dump from before: $dumped; to restore it: $(restore_command)"
    say "no service is changed: the version before serves on"
}

upgrade() {
    local reached
    say "the database is at $(in_words "$before"), the image at $(in_words "$heads")"
    quiesce
    dump
    run_job show "$(up_step)" || {
        explain_failure
        fail "\`$SLIPWAY_UP\` $job_failure"
    }
    reached=$(read_revisions)
    if [ "$reached" != "$heads" ]; then
        explain_failure
        fail "\`$SLIPWAY_UP\` ended well, but did not bring the database to $(in_words "$heads")"
    fi
    say "the database is at $(in_words "$reached") now"
}

document=$(cat)
locked=no dumped='' unfinished='' heads='' unknown=''
trap clean_up EXIT
trap 'say interrupted; exit 130' INT
trap 'say interrupted; exit 143' TERM

take_lock
end_left_over_job
before=$(read_revisions)
probe "$before"
case $(decide "$before" "$heads" "$unknown") in
    ahead) say "the database is at $(in_words "$before"), which this image does not know: it is ahead, nothing is migrated" ;;
    current) say "the database is at $(in_words "$before"): up to date" ;;
    pending) upgrade ;;
esac
