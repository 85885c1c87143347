# shellcheck shell=bash disable=SC2034
# To be sourced: the names of the service at hand, and questions to the engine about it.

alias=$SLIPWAY_SERVICE${SLIPWAY_GENERATION:+-$SLIPWAY_GENERATION}
name=${SLIPWAY_STACK}_$alias

say() { # line, for the person who waits
    echo "service $SLIPWAY_SERVICE: $1" >&2
}

inspect_service() { # Go template
    docker service inspect "$name" --format "$1" 2>/dev/null
}

# Sets the counts of the service's tasks; a task is current when it is of the revision given.
count_tasks() { # revision, mode
    local -a ids
    local desired state id error revision
    running=0 others=0 completed=0 failures=0 failed_id='' failed_error=''
    mapfile -t ids < <(docker service ps --quiet --no-trunc "$name" 2>/dev/null)
    [ ${#ids[@]} -gt 0 ] || return 0
    while IFS=$'\x1f' read -r desired state id error revision; do
        if [ "$revision" != "$1" ]; then
            [ "$desired" != running ] || others=$((others + 1))
            continue
        fi
        case "$desired $state" in
            "running running") running=$((running + 1)) ;;
            *" complete" | *" failed" | *" rejected")
                # A service that ends is as bad as one that fails: one that stops at SIGTERM, which an unhealthy task
                # gets, ends well.
                if [ "$2 $state" = "replicated-job complete" ]; then
                    completed=$((completed + 1))
                    continue
                fi
                failures=$((failures + 1))
                [ -n "$failed_id" ] || { failed_id=$id failed_error=${error:-it stopped}; }
                ;;
        esac
    done < <(docker inspect --type task "${ids[@]}" --format "$task_line" 2>/dev/null)
}
task_line=$'{{.DesiredState}}\x1f{{.Status.State}}\x1f{{.ID}}\x1f{{.Status.Err}}\x1f{{index .Spec.ContainerSpec.Labels "slipway.revision"}}'

# How many tasks the service shall have.
count_wanted() { # mode
    case "$1" in
        replicated) inspect_service '{{.Spec.Mode.Replicated.Replicas}}' ;;
        global) docker node ls --format '{{.Status}} {{.Availability}}' | grep -c '^Ready Active$' || true ;;
        replicated-job) inspect_service '{{.Spec.Mode.ReplicatedJob.TotalCompletions}}' ;;
    esac
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
