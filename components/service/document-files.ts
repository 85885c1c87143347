import { parse } from "yaml";

/** Keys of the Swarm secrets and configs that a service's document names. */
export function documentFiles(document: string): { readonly secrets: string[]; readonly configs: string[] } {
    const { secrets = {}, configs = {} } = parse(document) as Partial<Record<"secrets" | "configs", object>>;
    return { secrets: Object.keys(secrets), configs: Object.keys(configs) };
}
