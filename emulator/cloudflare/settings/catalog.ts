/** What values a setting may have. */
export type Values = "any" | "hsts" | "texts" | "whole number" | readonly (string | number)[];

/** One of the settings that each zone has. */
export interface Setting {
    readonly id: string;
    readonly values: Values;
    /** Of a zone that nobody has touched. */
    readonly usual: unknown;
    /** Whether a zone on the free plan may change it. */
    readonly editable: boolean;
}

const onOff = ["on", "off"] as const;

/** HTTP Strict Transport Security as it is before anybody turns it on. */
export const noHsts = {
    strict_transport_security: {
        enabled: false,
        max_age: 0,
        include_subdomains: false,
        preload: false,
        nosniff: false,
    },
};

/** The settings by "Get all Zone settings", with a free zone's defaults. */
export const settings: readonly Setting[] = [
    fixed("advanced_ddos", "on"),
    free("0rtt", "off", onOff),
    free("always_online", "off", onOff),
    free("always_use_https", "off", onOff),
    free("automatic_https_rewrites", "on", onOff),
    free("brotli", "on", onOff),
    free("browser_cache_ttl", 14_400, "whole number"),
    free("browser_check", "on", onOff),
    free("cache_level", "aggressive", ["aggressive", "basic", "simplified"]),
    free("challenge_ttl", 1800, "whole number"),
    free("ciphers", [], "texts"),
    fixed("cname_flattening", "flatten_at_root"),
    free("development_mode", "off", onOff),
    free("early_hints", "off", onOff),
    free("email_obfuscation", "on", onOff),
    free("hotlink_protection", "off", onOff),
    fixed("http2", "on"),
    free("http3", "on", onOff),
    free("ip_geolocation", "on", onOff),
    free("ipv6", "on", onOff),
    free("max_upload", 100, [100]),
    free("min_tls_version", "1.0", ["1.0", "1.1", "1.2", "1.3"]),
    fixed("mirage", "off"),
    free("opportunistic_encryption", "on", onOff),
    free("opportunistic_onion", "on", onOff),
    fixed("origin_error_page_pass_thru", "off"),
    free("origin_max_http_version", "2", ["1", "2"]),
    fixed("polish", "off"),
    fixed("prefetch_preload", "off"),
    free("privacy_pass", "on", onOff),
    fixed("proxy_read_timeout", "100"),
    free("pseudo_ipv4", "off", ["off", "add_header", "overwrite_header"]),
    free("replace_insecure_js", "on", onOff),
    fixed("response_buffering", "off"),
    free("rocket_loader", "off", onOff),
    free("security_header", noHsts, "hsts"),
    free("security_level", "medium", ["off", "essentially_off", "low", "medium", "high", "under_attack"]),
    free("server_side_exclude", "on", onOff),
    fixed("sort_query_string_for_cache", "off"),
    free("ssl", "full", ["off", "flexible", "full", "strict"]),
    fixed("tls_1_2_only", "off"),
    free("tls_1_3", "on", ["on", "off", "zrt"]),
    free("tls_client_auth", "off", onOff),
    fixed("true_client_ip_header", "off"),
    free("visitor_ip", "on", onOff),
    fixed("waf", "off"),
    fixed("webp", "off"),
    free("websockets", "on", onOff),
];

function free(id: string, usual: unknown, values: Values): Setting {
    return { id, values, usual, editable: true };
}

function fixed(id: string, usual: unknown): Setting {
    return { id, values: "any", usual, editable: false };
}
