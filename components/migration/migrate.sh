#!/usr/bin/env bash
# Brings the database to the newest revision that an image knows: exit 0 when it is there, or ahead of the image, else 1
# with the reason. What it stops meanwhile runs again at its end, whatever the end is.
#
# Standard input: the document of the job that the commands run in, with the placeholder SLIPWAY_STEP.
# SLIPWAY_STACK, SLIPWAY_SERVICE, SLIPWAY_GENERATION (empty): the job's name. SLIPWAY_POSTGRES, SLIPWAY_DATABASE: the
# database. SLIPWAY_UP, SLIPWAY_HEADS, SLIPWAY_KNOWN: commands. SLIPWAY_HEAD: SQL. SLIPWAY_TIMEOUT: seconds that one job may
# take. SLIPWAY_QUIESCE: services to stop meanwhile. SLIPWAY_DUMPS: folder. The other SLIPWAY_… fill the document.
set -euo pipefail
. components/host/engine.sh
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

note() { # reason, which the next preview tells
    { mkdir -p "$reasons" && echo "$1" >"$reasons/migration"; } || true
}

# The reason comes last, after what the cleaning up has to say: it is what is announced.
fail() { # reason
    reason=$1
    note "$reason"
    exit 1
}

clean_up() {
    local status=$?
    # A second Ctrl-C shall not leave half of it.
    trap '' INT TERM
    IFS=$' \t\n'
    if [ "$locked" = yes ]; then
        [ -z "$unfinished" ] || rm -f "$unfinished"
        end_job || true
        # A service that does not come back is a failure, however well the rest went.
        restore_quiesced || [ "$status" != 0 ] || {
            status=1
            note "$not_restored"
        }
        release_lock
    fi
    [ -z "$reason" ] || say "$reason"
    exit "$status"
}

# What became of it, for somebody who has to decide what to do now.
explain_failure() { # revisions of the database
    say "the database was at $(in_words "$before"), and is at $(in_words "$1")"
    if [ -n "$dumped" ]; then
        say "its dump from before: $dumped; to restore it: $(restore_command)"
        [ "$first_dump" = "$dumped" ] ||
            say "an earlier migration began at $(in_words "$before") too; the dump from before that one: $first_dump"
    fi
    say "no service that comes after the migration is changed"
}

upgrade() {
    local reached failure=''
    say "the database is at $(in_words "$before"), the image at $(in_words "$heads")"
    quiesce
    dump
    run_job show "$(up_step)" || failure="\`$SLIPWAY_UP\` $job_failure"
    end_job || true
    if ! reached=$(read_revisions); then
        reached='an unknown revision'
        failure=${failure:-"\`$SLIPWAY_UP\` ended well, but the database's revision cannot be read"}
    elif [ "$reached" != "$heads" ]; then
        failure=${failure:-"\`$SLIPWAY_UP\` ended well, but did not bring the database to $(in_words "$heads")"}
    fi
    if [ -n "$failure" ]; then
        explain_failure "$reached"
        fail "$failure"
    fi
    say "the database is at $(in_words "$reached") now"
}

document=$(cat)
locked=no reason='' dumped='' first_dump='' unfinished='' heads='' unknown=''
trap clean_up EXIT
trap 'say interrupted; note interrupted; exit 130' INT
trap 'say interrupted; note interrupted; exit 143' TERM

take_lock
end_left_over_job
before=$(read_revisions)
probe "$before"
case $(decide "$before" "$heads" "$unknown") in
    ahead) say "the database is at $(in_words "$before"), which this image does not know: it is ahead, nothing is migrated" ;;
    current) say "the database is at $(in_words "$before"): up to date" ;;
    pending) upgrade ;;
esac
