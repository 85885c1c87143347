# shellcheck shell=bash disable=SC2034
# To be sourced: the names of the service at hand, and questions to the engine about it.

alias=$SLIPWAY_SERVICE${SLIPWAY_GENERATION:+-$SLIPWAY_GENERATION}
name=${SLIPWAY_STACK}_$alias

say() { # line, for the person who waits
    echo "service $SLIPWAY_SERVICE: $1" >&2
}

fail() { # reason, which the next preview tells too
    say "$1"
    mkdir -p "$reasons" && echo "$1" >"$reasons/$SLIPWAY_SERVICE"
    exit 1
}
reasons=${SLIPWAY_FAILURES:-.slipway/failed}/$SLIPWAY_STACK

inspect_service() { # Go template
    docker service inspect "$name" --format "$1" 2>/dev/null
}

# Whether the engine has the service. An engine that does not answer has not said no.
exists() {
    local message
    message=$(docker service inspect "$name" --format '{{.ID}}' 2>&1) && return 0
    says_absent "$message" || [[ $message == *"not a swarm manager"* ]] ||
        fail "the engine cannot be asked: ${message##*$'\n'}"
    return 1
}

# Whether the engine's message says that it has no such service.
says_absent() { # message
    case "$1" in *[Nn]"o such service"* | *"not found"*) ;; *) return 1 ;; esac
}

# What the engine says of the service. One that restarts is waited for, until the deadline (in $SECONDS).
ask_service() { # Go template, deadline
    local message
    until inspect_service "$1"; do
        message=$(docker service inspect "$name" --format '{{.ID}}' 2>&1 >/dev/null) || true
        ! says_absent "$message" || fail "it was removed while it was waited for"
        [ $SECONDS -lt "$2" ] || fail "the engine does not answer any more: ${message##*$'\n'}"
        sleep 0.4
    done
}
update_state='{{with .UpdateStatus}}{{.State}}{{end}}'

# How many tasks the service shall have.
count_wanted() { # mode, deadline (in $SECONDS) for an engine that restarts
    case "$1" in
        replicated) ask_service '{{.Spec.Mode.Replicated.Replicas}}' "$2" ;;
        global) docker node ls --format '{{.Status}} {{.Availability}}' | grep -c '^Ready Active$' || true ;;
        replicated-job) ask_service '{{.Spec.Mode.ReplicatedJob.TotalCompletions}}' "$2" ;;
    esac
}

# One line for each task: desired state, state, id, error, revision.
list_tasks() {
    local -a ids
    mapfile -t ids < <(docker service ps --quiet --no-trunc "$name" 2>/dev/null)
    [ ${#ids[@]} -gt 0 ] || return 0
    docker inspect --type task "${ids[@]}" --format "$task_line" 2>/dev/null || true
}
task_line=$'{{.DesiredState}}\x1f{{.Status.State}}\x1f{{.ID}}\x1f{{.Status.Err}}\x1f{{index .Spec.ContainerSpec.Labels "slipway.revision"}}'

# The ids of the tasks that have ended already, a line each: what ended before a change tells nothing about it.
list_ended() {
    local state id
    list_tasks | while IFS=$'\x1f' read -r _ state id _; do
        case "$state" in complete | failed | rejected) echo "$id" ;; esac
    done
}

# Counts the service's tasks; those of the revision given are current, all others are from before.
# May end: yes where ending well is no failure. Unchanged: yes where the revision ran before already.
count_tasks() { # revision, ids to leave out, may end, unchanged
    local desired state id error revision
    running=0 others=0 completed=0 failures=0 failed_id='' failed_error=''
    while IFS=$'\x1f' read -r desired state id error revision; do
        if [[ $'\n'$2$'\n' == *$'\n'$id$'\n'* ]]; then
            # What has ended well, and is to run no other way now, is not started again.
            [ "$4 $3 $revision $state" != "yes yes $1 complete" ] || completed=$((completed + 1))
            continue
        fi
        if [ "$revision" != "$1" ]; then
            [ "$desired" != running ] || others=$((others + 1))
            continue
        fi
        case "$desired/$state" in
            running/running) running=$((running + 1)) ;;
            */complete | */failed | */rejected)
                if [ "$3 $state" = "yes complete" ]; then
                    completed=$((completed + 1))
                    continue
                fi
                # A server that ends is as bad as one that fails: an unhealthy one that obeys SIGTERM ends well.
                failures=$((failures + 1))
                [ -n "$failed_id" ] || { failed_id=$id failed_error=${error:-it stopped}; }
                ;;
        esac
    done < <(list_tasks)
}

# What a task printed last, and what its last health check said: the engine keeps both while it keeps the container.
show_end() { # task id
    local container check
    say "the last lines of its log:"
    docker service logs --raw --tail 20 "$1" 2>&1 | cut -c1-400 | sed 's/^/    /' >&2
    container=$(docker inspect --type task "$1" --format '{{with .Status.ContainerStatus}}{{.ContainerID}}{{end}}' 2>/dev/null) || return 0
    check=$(docker inspect "$container" --format '{{with .State.Health}}{{range .Log}}{{if .ExitCode}}{{json .Output}}{{"\n"}}{{end}}{{end}}{{end}}' 2>/dev/null | grep . | tail -1) || return 0
    say "its last failed health check said:"
    printf '%b\n' "${check:1:-1}" | grep . | tail -n 3 | cut -c1-400 | sed 's/^/    /' >&2
}

# Removes a job, and its containers. The engine lets a job's task run on when its service goes, and starts one that it was
# about to: so the containers are removed until no task is left that could have one; fails when that takes too long.
remove_job() { # stop: what runs is asked to end first; kill: it is not
    local deadline=$((SECONDS + 60))
    local -a tasks
    mapfile -t tasks < <(job_tasks)
    docker service rm "$name" >/dev/null 2>&1 || true
    while :; do
        [ "$1" = kill ] || job_containers | xargs --no-run-if-empty docker stop >/dev/null 2>&1 || true
        job_containers --all | xargs --no-run-if-empty docker rm --force >/dev/null 2>&1 || true
        [ -n "$(live_tasks "${tasks[@]}")" ] || return 0
        [ $SECONDS -lt $deadline ] || return 1
        sleep 0.2
    done
}

job_containers() { # --all: ended ones too
    docker ps "$@" --quiet --filter "label=com.docker.swarm.service.name=$name"
}

job_tasks() {
    docker service ps --quiet --no-trunc "$name" 2>/dev/null || true
}

# A line for each of the tasks that has not ended: its state, and its addresses.
live_tasks() { # ids of tasks
    [ $# -gt 0 ] || return 0
    docker inspect --type task "$@" \
        --format '{{.Status.State}}{{range .NetworksAttachments}}{{range .Addresses}} {{.}}{{end}}{{end}}' 2>/dev/null |
        grep -vE "^$ended_states( |$)" || true
}
# What the engine calls tasks that run no more.
ended_states='(complete|failed|rejected|shutdown|orphaned|remove)'
