import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { keepsData } from "../components/database/data-folder.plan";
import { imageReasons, placeOf, type Reason } from "./take-over-reason";

/** Servers that are no Postgres, and programs that only stand before one. */
const others =
    /^(?:redis|valkey|keydb|memcached|mysql|mariadb|percona|mongo|mssql|sqlite|cockroach|pgbouncer|pgadmin|postgrest|nginx|httpd|traefik|caddy)/;

/** Why a service cannot be taken over as the database. */
export function postgresReasons(service: ServiceModel, model: ComposeModel): readonly Reason[] {
    return [
        ...imageReasons(service, model, { others, kind: "Postgres", example: "postgres:15-bookworm" }),
        ...(keepsData(service)
            ? []
            : [
                  {
                      found: `${placeOf(service, model)} without a volume for its data`,
                      expected: "a named volume or a folder of the host, or the data are lost with the container",
                      mend: "add volumes: [db-data:/var/lib/postgresql/data], from version 18 on [db-data:/var/lib/postgresql], and db-data to volumes at the top level",
                  },
              ]),
    ];
}
