import type { ServiceModel, SlipwayModel } from "../components/compose/model";
import type { StackConfig } from "./config";

/** Something that somebody has written about the release of one service. */
export interface Choice<Value> {
    readonly value: Value;
    /** Whether it stands in `slipway:release.services` or in `x-slipway` of the compose file. */
    readonly from: "config" | "compose";
}

type Choosable = Pick<SlipwayModel, "strategy" | "standby">;

/** What is written about the release of one service under a key; the configuration wins. Undefined: nothing. */
export function choiceOf<Key extends keyof Choosable>(
    key: Key,
    { name, slipway }: ServiceModel,
    { services }: StackConfig["release"],
): Choice<NonNullable<Choosable[Key]>> | undefined {
    const own: Choosable | undefined = Object.hasOwn(services, name) ? services[name] : undefined;
    const configured = own?.[key];
    if (configured !== undefined) return { value: configured, from: "config" };
    const written = (slipway as Choosable | undefined)?.[key];
    return written === undefined ? undefined : { value: written, from: "compose" };
}
