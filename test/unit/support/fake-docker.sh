#!/bin/sh
# The docker of tests: writes down how it was called, and answers with the first rule whose pattern fits the words.
folder=${0%/*}/../docker
# In one go: several calls may write at once.
printf '%s\036' "$(printf '%s\037' "$@")" >>"$folder/calls"
if [ "$1 $2" = "stack deploy" ]; then
    cat >"$folder/document"
    env -0 >"$folder/environment"
fi
for rule in "$folder"/rules/*/; do
    read -r pattern <"$rule/pattern"
    # shellcheck disable=SC2254
    case "$*" in $pattern) ;; *) continue ;; esac
    read -r left <"$rule/times"
    if [ "$left" != always ]; then
        [ "$left" -gt 0 ] || continue
        echo $((left - 1)) >"$rule/times"
    fi
    sed "s/@REVISION@/${SLIPWAY_REVISION-}/g" "$rule/stdout"
    cat "$rule/stderr" >&2
    read -r code <"$rule/code"
    exit "$code"
done
echo "no rule for: docker $*" >&2
exit 64
