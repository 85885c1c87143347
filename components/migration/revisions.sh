# shellcheck shell=bash
# To be sourced: at which revisions the database is, and what is to be done about it. Revisions are lines, in order.

# Asks the database itself. Without a table of revisions it has none yet.
read_revisions() {
    local rows errors text line
    errors=$(mktemp)
    # Who holds a lock on that table, or a slow statement, is not waited for.
    if rows=$(printf "BEGIN READ ONLY;\nSET LOCAL statement_timeout = '20s';\n%s\n;\nCOMMIT;\n" "$SLIPWAY_HEAD" |
        postgres_sql --dbname "$SLIPWAY_DATABASE" -v VERBOSITY=verbose 2>"$errors"); then
        rm -f "$errors"
        grep . <<<"$rows" | sort -u || true
        return 0
    fi
    text=$(<"$errors")
    rm -f "$errors"
    # undefined_table, invalid_schema_name
    [[ ! $text =~ :\ +(42P01|3F000): ]] || return 0
    text=$(grep -v '^LOCATION' <<<"$text" | grep . | head -3) || text='the database went away'
    line="the database's revision cannot be read: ${text%%$'\n'*}"
    say "$line"
    note "$line"
    # What is quoted of another program is indented, and no reason to announce.
    while IFS= read -r line; do show "$line"; done < <(tail -n +2 <<<"$text")
    return 1
}

# Prints ahead, current or pending.
decide() { # revisions of the database, newest revisions of the image, revisions that the image does not know
    if [ -n "$3" ]; then
        echo ahead
    elif [ "$1" = "$2" ]; then
        echo current
    else
        echo pending
    fi
}

in_words() { # revisions
    local words=${1//$'\n'/ and }
    echo "${words:-no revision}"
}
