import type { CloudflareState } from "../state";
import type { Plan, Zone } from "./zone";

/** A zone as "Zone Details" shows it: whole, as clients read nested members without a look. */
export function showZone(state: CloudflareState, zone: Zone): object {
    const account = state.accounts.find(({ id }) => id === zone.accountId);
    return {
        id: zone.id,
        name: zone.name,
        status: zone.status,
        paused: false,
        type: "full",
        development_mode: 0,
        name_servers: zone.nameServers,
        original_name_servers: zone.originalNameServers,
        original_registrar: null,
        original_dnshost: null,
        modified_on: zone.modifiedOn,
        created_on: zone.createdOn,
        activated_on: zone.activatedOn,
        meta: {
            step: 2,
            custom_certificate_quota: 0,
            page_rule_quota: 3,
            phishing_detected: false,
            cdn_only: false,
            dns_only: false,
            foundation_dns: false,
        },
        owner: { id: null, type: "user", email: null },
        account: { id: zone.accountId, name: account?.name ?? "" },
        tenant: { id: null, name: null },
        tenant_unit: { id: null },
        permissions: ["#dns_records:edit", "#dns_records:read", "#zone:edit", "#zone:read", "#zone_settings:edit"],
        plan: plans[zone.plan],
    };
}

const plans: Readonly<Record<Plan, object>> = {
    free: planOf("0feeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "free", "Free Website", 0),
    enterprise: planOf("94f3b7b768b0458b56d2cac4fe5ec0f9", "enterprise", "Enterprise Website", 5000),
};

function planOf(id: string, legacyId: string, name: string, price: number): object {
    return {
        id,
        name,
        price,
        currency: "USD",
        frequency: "",
        is_subscribed: price > 0,
        can_subscribe: false,
        legacy_id: legacyId,
        legacy_discount: false,
        externally_managed: false,
    };
}
