#!/usr/bin/env bash
# Gives the engine the one-service document on standard input and waits for its verdict: exit 0 when its tasks run (and
# are healthy) and the smoke flows are green, else 1 with the reason, the version before still serving.
#
# SLIPWAY_STACK, SLIPWAY_SERVICE, SLIPWAY_GENERATION (may be empty): its name. SLIPWAY_IMAGE: its image, and SLIPWAY_DIGEST
# what a registry knows it by, if there is one: every server runs that one then, whatever its name leads to.
# SLIPWAY_REPLICATION: replicated, replicated-job or global. SLIPWAY_TIMEOUT: seconds it may take. SLIPWAY_LAUNCHER: not
# empty where the launcher has to know the image's own program. The other SLIPWAY_… fill the document's placeholders.
set -euo pipefail
. components/host/engine.sh
. components/image/lacks-sh.sh
. components/release/swarm-service.sh
. components/release/prove.sh
. components/image/registry.sh

image=$SLIPWAY_IMAGE${SLIPWAY_DIGEST:+@$SLIPWAY_DIGEST}

ensure_image() {
    local message
    docker image inspect "$image" >/dev/null 2>&1 && return
    message=$(docker pull --quiet "$image" 2>&1) || fail "image $image cannot be had: $(registry_reason "${message##*$'\n'}")"
}

# The image's own words, quoted for sh, because the launcher reads them with it.
image_words() { # field of the image's configuration
    docker image inspect "$image" --format "{{range .Config.$1}}{{printf \"%s\\x00\" .}}{{end}}" |
        while IFS= read -r -d '' word; do printf "'%s' " "${word//\'/\'\\\'\'}"; done
}

# What the containers are made from: the document without what concerns the service around them, and what fills it.
revision() {
    {
        awk '/^    deploy:/ { deploy = 1; print; next }
            /^ ? ? ? ?[^ ]/ { deploy = 0 }
            !deploy { skip = 0 }
            deploy && /^      [^ ]/ { skip = /^      (replicas|labels|update_config|rollback_config):/ }
            !skip' <<<"$document"
        env -0 | sort -z | grep -zE '^SLIPWAY_(NETWORK|SECRET|CONFIG|ENTRYPOINT|COMMAND)' || true
    } | sha256sum | cut -c1-12
}

deploy() {
    local message
    deployed=yes
    message=$(docker stack deploy --detach=true --resolve-image never --with-registry-auth --compose-file - "$SLIPWAY_STACK" <<<"$document" 2>&1) ||
        fail "the engine refused it: ${message##*$'\n'}"
}

# Takes back what the engine was given, unless it has done so by itself. An interrupt may have come before it was given
# anything: what the engine would go back to is an earlier release then.
take_back() {
    [ $deployed = yes ] || return 0
    if [ "$SLIPWAY_REPLICATION" = replicated-job ]; then
        remove_job stop || say "its container has not stopped after 60s"
    elif [ $existed = no ]; then
        docker service rm "$name" >/dev/null 2>&1 || true
    elif [[ $update != rollback_* ]] && [ "$(previous_revision)" = "$before" ]; then
        docker service rollback --detach "$name" >/dev/null 2>&1 || true
    fi
}

give_up() { # reason
    # What can be told of the end: never a reason not to clean up.
    [ -z "$failed_id" ] || show_end "$failed_id" || true
    take_back
    case "$existed $others" in
        no*) ;;
        "yes 0") say "the version before is started again" ;;
        *) say "the version before serves on" ;;
    esac
    fail "$1"
}

interrupted() {
    # Once: a second rollback would be the new version again.
    trap '' INT TERM
    stop_flows
    take_back
    [ -z "$flows_pid" ] || wait "$flows_pid" || true
    fail "interrupted: $([ $existed = yes ] && echo "the version before serves on" || echo "it was not there before, and is gone again")"
}

# Polls until the engine has come to an end with the change, or the time is up.
await_verdict() {
    local wanted health condition may_end=no tries=3 lasting=0 since='' deadline=$((SECONDS + SLIPWAY_TIMEOUT))
    wanted=$(count_wanted "$SLIPWAY_REPLICATION" "$deadline")
    health=$(ask_service '{{with .Spec.TaskTemplate.ContainerSpec.Healthcheck}}{{.Test}}{{end}}' "$deadline")
    condition=$(ask_service '{{.Spec.TaskTemplate.RestartPolicy.Condition}}' "$deadline")
    # An application may need a second try until its database is there; what is not started again has one.
    [ "$condition" != none ] || tries=1
    # What is not started again when it ends well may end well; with a health check it means to stay.
    [ "$condition" = any ] || [ -n "$health" ] || may_end=yes
    # Running means healthy where there is a health check. Where there is none it has to last a little, in milliseconds;
    # but the requests of a generation before it come only once it answers.
    [ -n "$health" ] || is_candidate || lasting=1500
    [ "$SLIPWAY_REPLICATION" != replicated-job ] || may_end=yes lasting=0
    while :; do
        update=$(ask_service "$update_state" "$deadline")
        count_tasks "$SLIPWAY_REVISION" "$ended" $may_end $unchanged
        case "$update" in
            updating | rollback_started) ;;
            rollback_completed | rollback_paused | paused) give_up "the new version did not get healthy: $failed_error" ;;
            *)
                if [ $((running + completed)) -ge "$wanted" ] && [ $others -eq 0 ]; then
                    since=${since:-$(milliseconds)}
                    [ $(($(milliseconds) - since)) -lt $lasting ] || return 0
                else
                    since=''
                fi
                [ $failures -lt $tries ] || give_up "it does not stay up: $failed_error"
                ;;
        esac
        [ $SECONDS -lt $deadline ] || give_up "it did not get healthy within ${SLIPWAY_TIMEOUT}s: $running of $wanted tasks run"
        await_news
    done
}

milliseconds() {
    echo $((${EPOCHREALTIME/[^0-9]/} / 1000))
}

# Whether another generation of the service is there, from which a cut-over takes the requests over.
is_candidate() {
    [ -n "${SLIPWAY_GENERATION:-}" ] && docker service ls --format '{{.Name}}' \
        --filter "label=com.docker.stack.namespace=$SLIPWAY_STACK" --filter "label=slipway.service=$SLIPWAY_SERVICE" |
        grep -vxF "$name" | grep -qF "${SLIPWAY_STACK}_$SLIPWAY_SERVICE-"
}

# Has the engine tell what becomes of the service's containers.
listen() {
    # Where this is killed, it ends by itself.
    local until=$(($(date +%s) + SLIPWAY_TIMEOUT + 60))
    local events=(--filter event=start --filter event=health_status --filter event=die --until "$until")
    exec {news}< <(exec docker events --format . --filter "label=com.docker.swarm.service.name=$name" "${events[@]}" 2>/dev/null)
    news_pid=$!
}

# Waits for news of the containers, or for a moment: what other hosts know does not come here. Tasks follow a little later.
await_news() {
    local code=0 patience=0.4
    [ $soon -eq 0 ] || patience=0.1
    read -r -t $patience -u "$news" _ || code=$?
    if [ $code -eq 0 ]; then
        soon=5
        sleep 0.1
    elif [ $code -gt 128 ]; then
        soon=$((soon > 0 ? soon - 1 : 0))
    else
        # The engine tells no more.
        sleep 0.4
    fi
}
news='' news_pid='' soon=0
trap 'kill $news_pid 2>/dev/null || true; forget_registry' EXIT

document=$(cat)
if [ -n "${SLIPWAY_GENERATION:-}" ]; then
    document=${document/$'\n'"  $SLIPWAY_SERVICE:"$'\n'/$'\n'"  $alias:"$'\n'}
fi
document=${document/"image: $SLIPWAY_IMAGE"/"image: $image"}
ensure_image
if [ -n "${SLIPWAY_LAUNCHER:-}" ]; then
    ! lacks_sh "$image" ||
        fail "its image $SLIPWAY_IMAGE has no sh, which puts secrets into environment variables: give it the secret as a file (secrets:)"
    SLIPWAY_ENTRYPOINT=$(image_words Entrypoint)
    SLIPWAY_COMMAND=$(image_words Cmd)
    export SLIPWAY_ENTRYPOINT SLIPWAY_COMMAND
fi
SLIPWAY_REVISION=$(revision)
export SLIPWAY_REVISION

listen
existed=no deployed=no unchanged=no before='' update='' ended='' others=0 failed_id='' failed_error=''
if exists; then
    existed=yes
    ended=$(list_ended)
    before=$(inspect_service '{{index .Spec.TaskTemplate.ContainerSpec.Labels "slipway.revision"}}') || true
fi
trap interrupted INT TERM
if [ "$SLIPWAY_REPLICATION $existed" = "replicated-job yes" ]; then
    # A job that ran is not run again by the engine, whatever became of it: a fresh one is.
    remove_job stop || fail "its container of before has not stopped after 60s"
    existed=no ended=''
elif [ "$before" = "$SLIPWAY_REVISION" ]; then
    unchanged=yes
    # A deploy that was cut off began with this very revision. To give it again now would make the engine forget the
    # version before; so its end comes first. Any other end is that of an earlier change, and tells nothing about this.
    [ "$(inspect_service "$update_state")" != updating ] || await_verdict
    prove_left_over
fi
deploy
await_verdict
prove
