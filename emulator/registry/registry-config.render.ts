/** What one registry differs in from another. */
export interface RegistrySettings {
    /** `ADDRESS:PORT`. */
    readonly listen: string;
    /** Where images are kept. */
    readonly storage: string;
    /** Path of the file with users; without it everybody may do everything. */
    readonly users?: string;
    /** Paths of its certificate and key; without them it speaks plain HTTP. */
    readonly tls?: { readonly certificate: string; readonly key: string };
}

/** The registry's configuration: YAML, of which JSON is a part. */
export function renderRegistryConfig({ listen, storage, users, tls }: RegistrySettings): string {
    const config = {
        version: "0.1",
        log: { level: "warn", accesslog: { disabled: true } },
        storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
        http: { addr: listen, relativeurls: true, ...(tls === undefined ? {} : { tls }) },
        ...(users === undefined ? {} : { auth: { htpasswd: { realm: "registry", path: users } } }),
    };
    return `${JSON.stringify(config, undefined, 4)}\n`;
}
