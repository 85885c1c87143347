#!/bin/sh
# A tool for migrations as small as one can be: applies each /app/revisions/NAME.sql that comes after the database's.
set -eu
export PGOPTIONS="-c client_min_messages=warning"
cd "$(dirname "$0")/revisions"

newest() {
    for file in *.sql; do echo "${file%.sql}"; done | tail -1
}

revision() {
    sql -c "SELECT version_num FROM revision"
}

sql() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

case "$1" in
    newest) echo "$(newest) (newest)" ;;
    has)
        if [ ! -e "$2.sql" ]; then
            echo "there is no revision $2" >&2
            exit 1
        fi
        ;;
    up)
        sql -c "CREATE TABLE IF NOT EXISTS revision (version_num text)"
        now=$(revision)
        for file in *.sql; do
            name=${file%.sql}
            expr "$name" \> "$now" >/dev/null || continue
            echo "applying $name"
            sql --single-transaction -f "$file" -c "DELETE FROM revision" -c "INSERT INTO revision VALUES ('$name')"
        done
        ;;
esac
