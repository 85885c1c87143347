#!/usr/bin/env bash
# Gives the engine the one-service document on standard input and waits for its verdict: exit 0 when its tasks run (and
# are healthy), else 1 with the reason and the last lines of the service's log, the version before still serving.
#
# SLIPWAY_STACK, SLIPWAY_SERVICE, SLIPWAY_GENERATION (optional): its name. SLIPWAY_IMAGE: its image. SLIPWAY_MODE:
# replicated, replicated-job or global. SLIPWAY_TIMEOUT: seconds it may take. SLIPWAY_LAUNCHER: not empty where the
# launcher has to know the image's own program. The other SLIPWAY_… fill the document's placeholders.
set -euo pipefail
. toolchain/path.sh
. components/release/swarm-service.sh
mode=$SLIPWAY_MODE

fail() { # reason
    say "$1"
    exit 1
}

# The image's own words, quoted for sh, because the launcher reads them with it.
image_words() { # field of the image's configuration
    docker image inspect "$SLIPWAY_IMAGE" --format "{{range .Config.$1}}{{printf \"%s\\x00\" .}}{{end}}" |
        while IFS= read -r -d '' word; do printf "'%s' " "${word//\'/\'\\\'\'}"; done
}

give_up() { # reason
    # What can be told of the end: never a reason not to clean up.
    [ -z "$failed_id" ] || show_end "$failed_id" || true
    if [ $existed = no ]; then
        docker service rm "$name" >/dev/null 2>&1 || true
    else
        # An end that the engine did not come to by itself: back to what ran before.
        case "$update" in rollback_*) ;; *) docker service rollback --detach "$name" >/dev/null 2>&1 || true ;; esac
        say "the version before serves on"
    fi
    fail "$1"
}

interrupted() {
    [ $existed = yes ] || docker service rm "$name" >/dev/null 2>&1 || true
    fail "interrupted; the next up puts it right"
}

ensure_image() {
    local message
    docker image inspect "$SLIPWAY_IMAGE" >/dev/null 2>&1 && return
    message=$(docker pull --quiet "$SLIPWAY_IMAGE" 2>&1) || fail "image $SLIPWAY_IMAGE cannot be had: ${message##*$'\n'}"
}

# Polls until the engine has come to an end with the change, or the time is up.
await_verdict() {
    local wanted reached steady=0 lasting=1 tries=3 deadline=$((SECONDS + SLIPWAY_TIMEOUT))
    wanted=$(count_wanted "$mode")
    if [ "$mode" = replicated-job ]; then
        tries=1
    elif [ -z "$(inspect_service '{{with .Spec.TaskTemplate.ContainerSpec.Healthcheck}}{{.Test}}{{end}}')" ]; then
        # Running means healthy where there is a health check; where there is none, it has to last a little.
        lasting=4
    fi
    while :; do
        update=$(inspect_service '{{with .UpdateStatus}}{{.State}}{{end}}') || fail "it was removed while it started"
        count_tasks "$SLIPWAY_REVISION" "$mode"
        case "$update" in
            updating | rollback_started) ;;
            rollback_completed | rollback_paused | paused) give_up "the new version did not get healthy: $failed_error" ;;
            *)
                reached=$running
                [ "$mode" != replicated-job ] || reached=$completed
                if [ "$reached" -ge "$wanted" ] && [ "$others" -eq 0 ]; then steady=$((steady + 1)); else steady=0; fi
                [ $steady -lt $lasting ] || return 0
                # An application may need a second try until its database is there; a job has one.
                [ "$failures" -lt $tries ] || give_up "it does not stay up: $failed_error"
                ;;
        esac
        [ $SECONDS -lt $deadline ] || give_up "it did not get healthy within ${SLIPWAY_TIMEOUT}s: $running of $wanted tasks run"
        sleep 0.4
    done
}

document=$(cat)
if [ -n "${SLIPWAY_GENERATION:-}" ]; then
    document=${document/$'\n'"  $SLIPWAY_SERVICE:"$'\n'/$'\n'"  $alias:"$'\n'}
fi
ensure_image
if [ -n "${SLIPWAY_LAUNCHER:-}" ]; then
    SLIPWAY_ENTRYPOINT=$(image_words Entrypoint)
    SLIPWAY_COMMAND=$(image_words Cmd)
    export SLIPWAY_ENTRYPOINT SLIPWAY_COMMAND
fi
# What the tasks are made from: the document and what fills its placeholders.
SLIPWAY_REVISION=$({
    printf '%s' "$document"
    env -0 | sort -z | grep -zE '^SLIPWAY_(NETWORK|SECRET|CONFIG|ENTRYPOINT|COMMAND)' || true
} | sha256sum | cut -c1-12)
export SLIPWAY_REVISION

existed=yes update='' failed_id=''
inspect_service '{{.ID}}' >/dev/null || existed=no
# A job that ran is not run again by the engine, whatever became of it: a fresh one is.
if [ "$mode" = replicated-job ] && [ $existed = yes ]; then
    docker service rm "$name" >/dev/null
    existed=no
fi
trap interrupted INT TERM
if ! message=$(docker stack deploy --detach=true --resolve-image never --compose-file - "$SLIPWAY_STACK" <<<"$document" 2>&1); then
    fail "the engine refused it: ${message##*$'\n'}"
fi
await_verdict
