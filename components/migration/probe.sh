# shellcheck shell=bash disable=SC2034,SC2154
# To be sourced: what the image says of revisions.

# Sets heads, the image's newest revisions, and unknown, those of the given that the image does not know.
probe() { # revisions of the database
    local said=''
    run_job take_answer "$(probe_step "$1")" || {
        [ -z "$said" ] || show_said
        fail "\`$SLIPWAY_HEADS\` and \`$SLIPWAY_KNOWN\` in image $SLIPWAY_IMAGE: $job_failure"
    }
    heads=$(grep . <<<"$heads" | sort -u || true)
    [ -n "$heads" ] || [ -z "$1" ] || fail "\`$SLIPWAY_HEADS\` in image $SLIPWAY_IMAGE printed no revision"
    [ -z "$unknown" ] || check_known "${heads%%$'\n'*}"
}

# A command that does not know the image's own revision is broken, and says nothing about others.
check_known() { # one of the image's newest revisions
    local others=$unknown about_others=$said
    unknown='' said=''
    run_job take_answer "$(known_step "$1" && ended_step)" || {
        [ -z "$said" ] || show_said
        fail "\`$SLIPWAY_KNOWN\` in image $SLIPWAY_IMAGE: $job_failure"
    }
    if [ -n "$unknown" ]; then
        [ -z "$said" ] || show_said
        fail "\`$SLIPWAY_KNOWN\` in image $SLIPWAY_IMAGE is wrong: it does not know $1, the image's own newest revision"
    fi
    unknown=$others said=$about_others
    [ -z "$said" ] || show_said
}

# The newest revisions, then a question for each of the database's.
probe_step() { # revisions of the database
    local revision
    cat <<STEP
heads=\$(sh -c $(sh_quote "$SLIPWAY_HEADS")) || { printf '\nslipway-ended %s\n' \$?; exit 1; }
printf '%s\n' "\$heads" | while read -r first rest; do [ -z "\$first" ] || printf '\nslipway-head %s\n' "\$first"; done
STEP
    while IFS= read -r revision; do
        [ -z "$revision" ] || known_step "$revision"
    done <<<"$1"
    ended_step
}

known_step() { # revision
    # The shell's own words for a command that is not there: that says nothing about revisions.
    cat <<STEP
sh -c $(sh_quote "${SLIPWAY_KNOWN//'{revision}'/"$(sh_word "$1")"}") >&2
case \$? in
    0) ;;
    126 | 127) printf '\nslipway-ended 127\n'; exit 1 ;;
    *) printf '\nslipway-unknown %s\n' $(sh_quote "$1") ;;
esac
STEP
}

ended_step() {
    printf '%s\n' "printf '\nslipway-ended 0\n'"
}

# A revision as it stands in a command; in quotes only where it needs them, for the command may have some around it.
sh_word() { # revision
    case "$1" in
        *[!A-Za-z0-9._-]*) sh_quote "$1" ;;
        *) printf '%s' "$1" ;;
    esac
}

take_answer() { # line
    case "$1" in
        "slipway-head "*) heads+=${1#slipway-head }$'\n' ;;
        "slipway-unknown "*) unknown+=${1#slipway-unknown }$'\n' ;;
        *) said+=$1$'\n' ;;
    esac
}

# What the commands printed besides, the end of it.
show_said() {
    local line
    while IFS= read -r line; do show "$line"; done < <(tail -n 20 <<<"${said%$'\n'}")
}

# Migrates, and tells how it ended.
up_step() {
    printf "sh -c %s\nended=\$?\nprintf '\\\\nslipway-ended %%s\\\\n' \$ended\nexit \$ended\n" "$(sh_quote "$SLIPWAY_UP")"
}
