import type { KeyRule } from "./rule";

const notOnSwarm = "Docker Swarm does not offer it";
const notYet = "Slipway does not know it yet";
const windows = "it is for Windows containers";
const names = "services on a common network reach each other by name";

type Row = readonly [key: string, note: string, mend?: string];

const rows: readonly Row[] = [
    [
        "container_name",
        "several containers of a service run side by side during a release",
        "delete it; other services reach this one by its service name",
    ],
    ["annotations", notOnSwarm],
    ["blkio_config", notOnSwarm],
    ["cgroup", notOnSwarm],
    ["cgroup_parent", notOnSwarm],
    ["cpu_count", windows],
    ["cpu_percent", windows],
    ["cpu_period", notOnSwarm, "set cpus instead"],
    ["cpu_quota", notOnSwarm, "set cpus instead"],
    ["cpu_rt_period", notOnSwarm],
    ["cpu_rt_runtime", notOnSwarm],
    ["cpu_shares", notOnSwarm, "set cpus instead"],
    ["cpuset", notOnSwarm, "set cpus instead"],
    ["credential_spec", windows],
    ["device_cgroup_rules", notOnSwarm],
    ["devices", notOnSwarm],
    ["dns_opt", notOnSwarm],
    ["dns_search", notYet],
    ["domainname", notOnSwarm],
    ["extends", notYet, "write what it extends into the service, or use a YAML anchor"],
    ["external_links", notOnSwarm, `delete it; ${names}`],
    ["gpus", notOnSwarm],
    ["group_add", notOnSwarm, "set user to UID:GID instead"],
    ["ipc", notOnSwarm],
    ["isolation", windows],
    ["label_file", notYet, "write the labels under labels"],
    ["links", notOnSwarm, `delete it; ${names}`],
    ["mac_address", notOnSwarm],
    ["mem_swappiness", notOnSwarm],
    ["memswap_limit", notOnSwarm],
    ["models", notYet],
    ["network_mode", "Swarm services join networks", `delete it; ${names}`],
    ["oom_kill_disable", notOnSwarm],
    ["oom_score_adj", notYet],
    ["pid", notOnSwarm],
    ["post_start", notYet],
    ["pre_start", notYet, "make it a service that others wait for with service_completed_successfully"],
    ["pre_stop", notYet],
    ["privileged", notOnSwarm, "delete it; cap_add gives single capabilities"],
    ["provider", notYet],
    ["pull_refresh_after", notYet],
    ["runtime", notOnSwarm],
    ["security_opt", notOnSwarm],
    ["storage_opt", notOnSwarm],
    ["umask", notYet],
    ["use_api_socket", notYet],
    ["userns_mode", notOnSwarm],
    ["uts", notOnSwarm],
    ["volumes_from", notOnSwarm, "name the volume at the top level and mount it in both services"],
    ["build.additional_contexts", notYet],
    ["build.cache_from", notYet],
    ["build.cache_to", notYet],
    ["build.dockerfile_inline", notYet, "write it to a file and name that under dockerfile"],
    ["build.entitlements", notYet],
    ["build.extra_hosts", notYet],
    ["build.isolation", windows],
    ["build.labels", notYet, "write LABEL in the Dockerfile"],
    ["build.network", notYet],
    ["build.no_cache", notYet],
    ["build.platforms", notYet, "set platform of the service"],
    ["build.privileged", notYet],
    ["build.provenance", notYet],
    ["build.pull", notYet],
    ["build.sbom", notYet],
    ["build.secrets", notYet],
    ["build.shm_size", notYet],
    ["build.ssh", notYet],
    ["build.tags", notYet, "name it under image of the service"],
    ["build.ulimits", notYet],
    ["volumes[].bind.propagation", notYet],
    ["volumes[].bind.recursive", notYet],
    ["volumes[].bind.selinux", notOnSwarm],
    ["volumes[].image", notOnSwarm],
    ["volumes[].tmpfs.mode", notYet],
    ["volumes[].volume.labels", notOnSwarm],
    ["volumes[].volume.nocopy", notYet],
    ["volumes[].volume.subpath", notYet],
    ["networks.*.driver_opts", notYet],
    ["networks.*.gw_priority", notOnSwarm],
    ["networks.*.interface_name", notOnSwarm],
    ["networks.*.ipv4_address", "Swarm chooses the addresses", `delete it; ${names}`],
    ["networks.*.ipv6_address", "Swarm chooses the addresses", `delete it; ${names}`],
    ["networks.*.link_local_ips", notOnSwarm],
    ["networks.*.mac_address", notOnSwarm],
    ["networks.*.priority", notOnSwarm],
];

/** Values with which a key says what is so without it. */
const harmless: Readonly<Record<string, readonly (string | number | boolean)[]>> = {
    privileged: [false],
    oom_kill_disable: [false],
    use_api_socket: [false],
    "build.privileged": [false],
    "build.no_cache": [false],
    "build.pull": [false],
    "volumes[].volume.nocopy": [false],
};

/** What a service cannot say, and what to say instead. */
export const refusedKeys: readonly KeyRule[] = [
    ...rows.map(([key, note, mend]) => rule(`services.*.${key}`, note, mend, harmless[key])),
    rule("include", notYet, "write everything into one file"),
    rule("jobs", notYet, "make it a service"),
    rule("models", notYet),
];

function rule(path: string, note: string, mend?: string, values?: readonly (string | number | boolean)[]): KeyRule {
    return { path, class: "refused", note, ...(mend && { mend }), ...(values && { harmless: values }) };
}
