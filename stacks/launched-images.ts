import { isLaunched } from "../components/compose/files";
import type { ComposeModel } from "../components/compose/model";
import type { PlannedImage } from "./image-plan";

/** An image that needs `sh`, because a service with secrets in its environment runs it. */
export interface LaunchedImage {
    readonly image: string;
    /** Where the service stands, e.g. `./compose.yaml:3 services.api`. */
    readonly service: string;
}

/** The images that services start with the launcher. */
export function launchedImages(
    { file, services }: ComposeModel,
    plan: Readonly<Record<string, PlannedImage>>,
): readonly LaunchedImage[] {
    return Object.values(services)
        .filter(isLaunched)
        .map(({ name, line }) => ({ image: plan[name]?.reference ?? "", service: `${file}:${line} services.${name}` }));
}
