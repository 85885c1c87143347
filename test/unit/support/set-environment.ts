/** Sets variables of this process, or unsets them; gives what puts them back. */
export function setEnvironment(values: Readonly<Record<string, string | undefined>>): () => void {
    const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
    const set = (name: string, value: string | undefined) => {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    };
    for (const [name, value] of Object.entries(values)) set(name, value);
    return () => {
        for (const [name, value] of before) set(name, value);
    };
}
