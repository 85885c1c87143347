#!/usr/bin/env bash
# Brings the database of a stack to its settings, by the SQL on standard input. A volume whose superuser is the app's own
# user, as plain compose makes it, is adopted first: that superuser becomes postgres, and the app gets a role again.
#
# SLIPWAY_POSTGRES: name of its service on the engine. SLIPWAY_USER, SLIPWAY_DATABASE: names of the app's role and database.
set -euo pipefail
. components/host/engine.sh
. components/database/postgres.sh

# No superuser renames himself: this one does it, and goes.
helper=slipway_adoption

fail() { # reason
    echo "database $SLIPWAY_POSTGRES: $1" >&2
    exit 1
}

as() { # role; SQL on standard input
    postgres_sql --username "$1" --dbname postgres --set VERBOSITY=terse
}

is_superuser() { # role
    [ "$(as "$1" 2>/dev/null <<<"SELECT rolsuper FROM pg_roles WHERE rolname = current_user")" = t ]
}

find_superuser() {
    local role
    for role in postgres "$helper" "$SLIPWAY_USER"; do
        ! is_superuser "$role" || { echo "$role" && return; }
    done
    fail "neither postgres nor $SLIPWAY_USER is its superuser; set slipway:postgres.user to the POSTGRES_USER with which its volume was made, or give it a new volume"
}

adopt() { # superuser
    echo "database $SLIPWAY_POSTGRES: its superuser $SLIPWAY_USER becomes postgres, and $SLIPWAY_USER a role without privileges" >&2
    [ "$1" = "$helper" ] || as "$1" <<<"CREATE ROLE $helper LOGIN SUPERUSER"
    # Somebody may have made a role postgres already.
    as "$helper" <<<"
        SELECT CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = 'postgres')
            THEN 'ALTER ROLE postgres LOGIN SUPERUSER; ALTER ROLE \"$SLIPWAY_USER\" RENAME TO slipway_bootstrap'
            ELSE 'ALTER ROLE \"$SLIPWAY_USER\" RENAME TO postgres' END \\gexec"
}

roles=$(cat)
postgres_container >/dev/null || exit 1
superuser=$(find_superuser)
# The superuser that the volume was made with, and the owner of the database where that is somebody else altogether.
found=$(as "$superuser" <<<"
    SELECT (SELECT rolname FROM pg_roles WHERE oid = 10), (SELECT pg_get_userbyid(datdba) FROM pg_database
        WHERE datname = '$SLIPWAY_DATABASE' AND datdba <> 10 AND pg_get_userbyid(datdba) NOT IN ('postgres', '$SLIPWAY_USER'))")
IFS='|' read -r bootstrap owner <<<"$found"
# The version that runs works as this role: it would be locked out, and the next one could not read its tables.
[ -z "$owner" ] ||
    fail "its database $SLIPWAY_DATABASE belongs to the role $owner; set slipway:postgres.user to $owner, or hand the database over first, as docs/guide/databases.md says"
if [ "$bootstrap" = "$SLIPWAY_USER" ]; then
    adopt "$superuser"
fi
as postgres <<<"SET client_min_messages = warning; DROP ROLE IF EXISTS $helper"
as postgres <<<"$roles"
