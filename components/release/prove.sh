# shellcheck shell=bash disable=SC2034,SC2154
# To be sourced by apply.sh: the smoke flows against what it has released, and the way back when they are red.
#
# SLIPWAY_SMOKE: the flows, empty where there are none. SLIPWAY_ROUTES: a digest of the routes that they go through, and
# SLIPWAY_ROUTES_FILE where the edge's stand. PULUMI_COMMAND_STDOUT: what this script printed at the last release.

# They hold secrets, and go to nobody but the flows' own process.
flows=${SLIPWAY_SMOKE:-} flows_pid='' last=${PULUMI_COMMAND_STDOUT:-}
unset SLIPWAY_SMOKE

# Runs the flows, unless they have been green with this very document, or what they go through is not there yet. The
# line on standard output is kept in the state, for the next time.
prove() {
    [ -n "$flows" ] || return 0
    local proven
    proven=$(proof)
    # Where there is none, and the version is no new one, it is the flows that are.
    [ "$unchanged" = no ] || [ -n "$last" ] || last=$proven
    if [ "$existed" = yes ] && [ "$last" != "$proven" ]; then
        if routes_are_there; then
            run_flows || try_again || go_back
        else
            say "its routes change too: the smoke flows run at the end of the update"
        fi
    fi
    echo "$proven"
}

# A deployer that was killed has left this version unproven: the last one that was released is another. The flows come
# first then, for the engine forgets the version before when it is given the document again.
prove_left_over() {
    local previous
    [[ -n $flows && $last == *" revision "* && $last != *" revision $SLIPWAY_REVISION" ]] || return 0
    routes_are_there || return 0
    previous=$(previous_revision)
    case "$previous" in '' | "$SLIPWAY_REVISION") return 0 ;; esac
    say "this version runs already, but the smoke flows have not proven it: they run first"
    # While they run it is as if this deployer had given it to the engine.
    local before=$previous unchanged=no deployed=yes
    run_flows || try_again || go_back
    last=$(proof)
}

routes_are_there() {
    grep -qsxF "# routes $SLIPWAY_ROUTES" "$SLIPWAY_ROUTES_FILE"
}

# The line for the state.
proof() {
    echo "document $(document_digest) revision $SLIPWAY_REVISION"
}

# What the flows see of the service: its document, and what fills it.
document_digest() {
    {
        printf '%s\n' "$document"
        env -0 | sort -z | grep -zE '^SLIPWAY_(NETWORK|SECRET|CONFIG|ENTRYPOINT|COMMAND|REVISION)' || true
    } | sha256sum | cut -c1-12
}

# In the background, because a trap waits for what runs in front.
run_flows() {
    local code=0
    SLIPWAY_SMOKE=$flows node --require tsx/cjs components/smoke/main.ts >&2 &
    flows_pid=$!
    wait "$flows_pid" || code=$?
    flows_pid=''
    return $code
}

# A database that restarts in the same update makes flows red for which this version is not to blame.
try_again() {
    local deadline=$((SECONDS + 30))
    say "the smoke flow was red: it is tried once more, because other services may have been changing"
    while others_change && [ $SECONDS -lt $deadline ]; do sleep 0.4; done
    run_flows
}

# Whether the engine is changing another service of the stack.
others_change() {
    {
        docker service ls --quiet --filter "label=com.docker.stack.namespace=$SLIPWAY_STACK" |
            xargs --no-run-if-empty docker service inspect --format '{{.Spec.Name}} {{with .UpdateStatus}}{{.State}}{{end}}' || true
    } 2>/dev/null | awk -v own="$name" '$1 != own && ($2 == "updating" || $2 == "rollback_started") { some = 1 } END { exit !some }'
}

# Ends the flows early; what they made they still remove.
stop_flows() {
    [ -z "$flows_pid" ] || kill -TERM "$flows_pid" 2>/dev/null || true
}

go_back() {
    [ "$unchanged" = no ] || fail "the smoke flow was red; this version ran before already, so it stays: mend it, and run the update again"
    [ "$(previous_revision)" = "$before" ] ||
        fail "the smoke flow was red, and somebody has changed the service meanwhile: the new version stays until the next update"
    say "the smoke flow was red: the version before comes back …"
    # A signal in between would roll back a second time, to the new version.
    trap '' INT TERM
    docker service rollback --detach "$name" >/dev/null ||
        fail "the smoke flow was red, and the engine does not go back: the new version stays until the next update"
    deployed=no
    trap interrupted INT TERM
    await_before
    fail "the smoke flow was red: the version before serves on"
}

# The revision that the engine would go back to; nothing where there is none.
previous_revision() {
    inspect_service '{{with .PreviousSpec}}{{index .TaskTemplate.ContainerSpec.Labels "slipway.revision"}}{{end}}' || true
}

# Polls until the version before serves alone again, or the time is up.
await_before() {
    local wanted deadline=$((SECONDS + SLIPWAY_TIMEOUT))
    wanted=$(count_wanted "$SLIPWAY_REPLICATION" "$deadline")
    while :; do
        update=$(ask_service "$update_state" "$deadline")
        count_tasks "$before" "$ended" yes no
        [ "$update" = rollback_started ] || [ $((running + completed)) -lt "$wanted" ] || [ "$others" -gt 0 ] || return 0
        if [ "$update" = rollback_paused ] || [ $SECONDS -ge $deadline ]; then
            fail "the smoke flow was red, and the version before does not get healthy again: $running of $wanted tasks run"
        fi
        sleep 0.4
    done
}
