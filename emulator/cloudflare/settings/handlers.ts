import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { withZone, zoneOf } from "../zones/find";
import type { Zone } from "../zones/zone";
import { type Setting, settings } from "./catalog";
import { readValue, settingIn } from "./value";

/** "Get all Zone settings": `GET /zones/{zone_id}/settings`. */
export function listSettings(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    return { state, answer: success(settings.map((setting) => show(zone, setting))) };
}

/** "Get Zone setting": `GET /zones/{zone_id}/settings/{setting_id}`. */
export function getSetting(state: CloudflareState, call: Call): Outcome {
    return { state, answer: success(show(zoneOf(state, call), known(call.params.setting ?? ""))) };
}

/**
 * "Edit Zone setting": `PATCH /zones/{zone_id}/settings/{setting_id}`.
 *
 * @throws Refusal for an unknown setting (1006), a value that it may not have, an empty body among them (1007), or
 *   one that the zone's plan fixes (1015)
 */
export function editSetting(state: CloudflareState, call: Call): Outcome {
    const setting = known(call.params.setting ?? "");
    const zone = changed(zoneOf(state, call), setting, membersOf(call).value, call.now);
    return { state: withZone(state, zone), answer: success(show(zone, setting)) };
}

/** "Edit multiple Zone settings": `PATCH /zones/{zone_id}/settings`, all of them or none. */
export function editSettings(state: CloudflareState, call: Call): Outcome {
    const { items } = membersOf(call);
    if (!Array.isArray(items)) throw refusal(400, 1004, "Missing 'items'");
    const edits = items.map((item) => {
        const { id, value } = membersOf({ body: item });
        return { setting: known(String(id)), value };
    });
    const zone = edits.reduce(
        (before, edit) => changed(before, edit.setting, edit.value, call.now),
        zoneOf(state, call),
    );
    return { state: withZone(state, zone), answer: success(edits.map(({ setting }) => show(zone, setting))) };
}

function known(id: string): Setting {
    const setting = settings.find((one) => one.id === id);
    if (!setting) throw refusal(400, 1006, `Unrecognized zone setting name: ${id}`);
    return setting;
}

function changed(zone: Zone, setting: Setting, given: unknown, now: Date): Zone {
    const value = readValue(setting, given);
    if (value === undefined) throw refusal(400, 1007, `Invalid value for zone setting ${setting.id}`);
    if (!editable(zone, setting)) throw refusal(400, 1015, `Not allowed to edit setting for ${setting.id}`);
    const entry = { value, modifiedOn: now.toISOString() };
    return { ...zone, settings: { ...zone.settings, [setting.id]: entry } };
}

function show(zone: Zone, setting: Setting): object {
    return {
        id: setting.id,
        value: settingIn(zone, setting.id),
        modified_on: zone.settings[setting.id]?.modifiedOn ?? null,
        editable: editable(zone, setting),
        ...(setting.id === "development_mode" ? { time_remaining: 0 } : {}),
        ...(setting.id === "ssl" ? { certificate_status: "active" } : {}),
    };
}

function editable(zone: Zone, setting: Setting): boolean {
    return setting.editable || (zone.plan === "enterprise" && setting.id !== "advanced_ddos");
}
