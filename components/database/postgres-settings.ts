/** How a service of the compose file becomes the stack's database. */
export interface PostgresSettings {
    /** Its name in the compose file. */
    readonly service: string;
    /** Name of the app's database. */
    readonly database: string;
    /** Name of the app's role, which owns the database and nothing else. */
    readonly user: string;
    /** Extensions that the app's database shall have: only a superuser can make most of them. */
    readonly extensions: readonly string[];
}

/** Where a container of the database listens. */
export const postgresPort = 5432;
