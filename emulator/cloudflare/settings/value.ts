import type { Zone } from "../zones/zone";
import { noHsts, type Setting, settings, type Values } from "./catalog";

/** A setting's value in a zone. */
export function settingIn(zone: Pick<Zone, "settings">, id: string): unknown {
    return zone.settings[id]?.value ?? settings.find((known) => known.id === id)?.usual;
}

/**
 * What a setting's value becomes by what a request says; undefined where it may not be so. Members that HSTS is not
 * told keep their defaults, not what they had.
 */
export function readValue({ values }: Setting, given: unknown): unknown {
    return allowed(values, given) ? (values === "hsts" ? wholeHsts(given) : given) : undefined;
}

function allowed(values: Values, given: unknown): boolean {
    switch (values) {
        case "any":
            return given !== undefined;
        case "whole number":
            return Number.isSafeInteger(given) && (given as number) >= 0;
        case "texts":
            return Array.isArray(given) && given.every((one) => typeof one === "string");
        case "hsts":
            return isHsts(given);
        default:
            return values.some((value) => value === given);
    }
}

function isHsts(given: unknown): boolean {
    if (!isObject(given) || !isObject(given.strict_transport_security)) return false;
    return Object.entries(given.strict_transport_security).every(([key, value]) =>
        key === "max_age"
            ? Number.isSafeInteger(value)
            : key in noHsts.strict_transport_security && typeof value === "boolean",
    );
}

function wholeHsts(given: unknown): object {
    const said = (given as { readonly strict_transport_security: object }).strict_transport_security;
    return { strict_transport_security: { ...noHsts.strict_transport_security, ...said } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
