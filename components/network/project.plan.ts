/** What DigitalOcean calls the use that a project is put to. */
export type ProjectEnvironment = "Development" | "Staging" | "Production";

/**
 * What a stack is used for, by its name: `production`, `prod-eu`, `staging`, `dev`; undefined when the name does not tell.
 */
export function projectEnvironment(stackName: string): ProjectEnvironment | undefined {
    const [word = ""] = stackName.toLowerCase().split(/[^a-z]+/);
    if (word === "prod" || word === "production") return "Production";
    if (word === "stage" || word === "staging") return "Staging";
    if (word === "dev" || word === "development") return "Development";
    return undefined;
}
