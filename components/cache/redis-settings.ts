/** How a service of the compose file becomes the stack's Redis. */
export interface RedisSettings {
    /** Its name in the compose file. */
    readonly service: string;
    /** `aof` writes down each change, at most a second of them is lost; `rdb` takes a snapshot now and then. */
    readonly persistence: "aof" | "rdb";
}

/** Where a container of Redis listens. */
export const redisPort = 6379;

/** Where it keeps its data. */
export const redisFolder = "/data";
