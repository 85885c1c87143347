# shellcheck shell=bash disable=SC2154
# To be sourced: one job of the engine at a time, which runs a step of the migration in a container of the image.

# A text as one word of sh.
sh_quote() { # text
    printf "'%s'" "${1//\'/\'\\\'\'}"
}

# Runs a step to its end, and tells of each line that it prints. A step says its exit status in its last line. Fails with
# the reason in job_failure, to follow the name of what failed.
run_job() { # function that is told of each line, step
    local log told=0 late=0 deadline=$((SECONDS + SLIPWAY_TIMEOUT))
    job_status='' job_failure=''
    start_job "$2"
    log=$(mktemp)
    # The log is a file and not read from a pipe, for bash does not bear to be interrupted while it reads.
    docker service logs --raw --follow "$name" >"$log" 2>&1 &
    job_follower=$!
    while [ -z "$job_status$job_failure" ]; do
        sleep 0.2
        take_lines "$1" || watch_job
        [ $SECONDS -lt $deadline ] || overdue
    done
    stop_following
    rm -f "$log"
    [ "$job_status" = 0 ] || {
        job_failure=${job_failure:-failed with exit status $job_status}
        return 1
    }
    end_job
}

# Hands on the lines that are new and complete; fails when there is none.
take_lines() { # function that is told of each
    local line
    local -a lines
    mapfile -s "$told" lines <"$log"
    [ ${#lines[@]} -gt 0 ] || return 1
    for line in "${lines[@]}"; do
        [[ $line == *$'\n' ]] || break
        told=$((told + 1)) line=${line%$'\n'}
        case "$line" in
            "slipway-ended "*) job_status=${line#slipway-ended } ;;
            ?*) "$1" "$line" ;;
        esac
    done
}

stop_following() {
    [ -z "${job_follower-}" ] || kill "$job_follower" 2>/dev/null || true
    job_follower=''
}

start_job() { # step
    local message
    job_runs=yes
    message=$(SLIPWAY_STEP=$1 SLIPWAY_REVISION=migration docker stack deploy --detach=true --resolve-image never \
        --compose-file - "$SLIPWAY_STACK" <<<"$document" 2>&1) || fail "the engine refused the job: ${message##*$'\n'}"
}

# Takes note of a job that ended without a last line: it could not start, or something killed it.
watch_job() {
    local ended
    ended=$(job_tasks | xargs --no-run-if-empty docker inspect --type task --format '{{.Status.State}} {{.Status.Err}}' 2>/dev/null |
        grep -E "^$ended_states ") || return 0
    # The last lines of the log may come after the news of the end.
    late=$((late + 1))
    [ "$late" -lt 10 ] || job_failure="did not run to its end: $ended"
}

overdue() {
    local holders
    holders=$(blockers "$(job_addresses)") || holders=''
    job_failure="did not end within ${SLIPWAY_TIMEOUT}s${holders:+: it waits for a lock that $holders holds}"
}

# Removes the job, with its container and its sessions, if there is one.
end_job() {
    local addresses
    [ "${job_runs-no}" = yes ] || return 0
    stop_following
    addresses=$(job_addresses) || addresses=''
    remove_job kill || say "its container has not stopped after 60s"
    job_runs=no
    # A session that waits for a lock would get it some day, and go on.
    [ "$job_status" = 0 ] || end_sessions "$addresses"
}

# We have the lock, so whoever started a job that is still there is dead.
end_left_over_job() {
    exists || return 0
    say "a deployer died while it migrated: its job is ended first"
    job_runs=yes job_status=''
    end_job
}

# Addresses of the job's containers on its networks, parted by commas.
job_addresses() {
    local -a tasks
    mapfile -t tasks < <(job_tasks)
    live_tasks "${tasks[@]}" | tr ' ' '\n' | sed -n 's#^\([0-9a-f.:]*\)/.*#\1#p' | paste -sd,
}

# A line of the job's output, for the person who waits; passwords in addresses are none of their business.
show() { # line
    local shown='' piece rest=$1
    while [[ $rest == *@* ]]; do
        piece=${rest%%@*} rest=${rest#*@}
        [[ ! $piece =~ ^(.*://[^:/[:space:]]*:)[^/[:space:]]+$ ]] || piece="${BASH_REMATCH[1]}***"
        shown+=$piece@
    done
    echo "    $shown$rest" >&2
}
