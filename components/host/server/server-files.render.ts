import { authorizedKeys } from "./authorized-keys.render";
import type { ServerImage, ServerSettings } from "./server-settings";

/** A file that a server has. */
export interface ServerFile {
    readonly path: string;
    /** Permission bits, as chmod reads them; `merge`: JSON whose keys go into what the file has already. */
    readonly mode: "644" | "merge";
    /** Ends with a line feed, and begins neither with one nor with a space. */
    readonly content: string;
}

/** Where the rules of sshd are: they come before those of the distribution, and the first one counts. */
export const sshdFile = "/etc/ssh/sshd_config.d/00-slipway.conf";

/** The files that a server has from Slipway, sorted by their paths. */
export function serverFiles(settings: ServerSettings): readonly ServerFile[] {
    const files: readonly ServerFile[] = [
        { path: "/etc/docker/daemon.json", mode: "merge", content: `${JSON.stringify(engine, null, 4)}\n` },
        text("/etc/apt/apt.conf.d/52slipway-upgrades", "//", upgrades(settings)),
        text(sshdFile, "#", sshd),
        text("/etc/sysctl.d/60-slipway.conf", "#", sysctl),
        text("/etc/systemd/journald.conf.d/slipway.conf", "#", journald),
        text("/etc/systemd/system/slipway-metadata.service", "#", metadata),
        text("/home/slipway/.ssh/authorized_keys", "#", authorizedKeys(settings)),
        ...(settings.volume === undefined
            ? []
            : [text("/etc/systemd/system/docker.service.d/slipway.conf", "#", afterVolume)]),
        ...(settings.image === "ubuntu-24-04-x64"
            ? [text("/etc/needrestart/conf.d/slipway.conf", "#", needrestart)]
            : []),
    ];
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function text(path: string, comment: string, content: string): ServerFile {
    return {
        path,
        mode: "644",
        content: `${comment} From Slipway: the next update undoes what is changed here.\n${content}`,
    };
}

/**
 * Key-only, and for Slipway's user alone. What leads elsewhere is shut, but for the sockets and ports that Slipway itself
 * looks at from outside. Many scripts share one connection, and each of them is a session.
 */
const sshd = `HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin no
AllowUsers slipway
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
LoginGraceTime 30
MaxStartups 100:30:200
MaxSessions 100
ClientAliveInterval 30
ClientAliveCountMax 4
X11Forwarding no
AllowAgentForwarding no
AllowTcpForwarding local
AllowStreamLocalForwarding local
PermitTunnel no
UseDNS no
`;

/** A swarm cannot live-restore; the networks of containers stay clear of 10.0.0.0/8, where DigitalOcean's private ones are. */
const engine = {
    "log-driver": "local",
    "log-opts": { "max-size": "20m", "max-file": "5" },
    "live-restore": false,
    "default-address-pools": [{ base: "172.20.0.0/14", size: 24 }],
};

const journald = `[Journal]
Storage=persistent
SystemMaxUse=500M
SystemKeepFree=1G
MaxRetentionSec=1month
`;

/** Redis forks to save: memory that it then only might need has to be promised. */
const sysctl = `fs.inotify.max_user_instances = 1024
fs.inotify.max_user_watches = 524288
net.core.somaxconn = 4096
net.ipv4.ip_local_port_range = 16384 65535
net.ipv4.tcp_max_syn_backlog = 4096
vm.overcommit_memory = 1
vm.swappiness = 10
`;

/**
 * The user data holds the host's private key, and whoever asks this address gets it. The engine keeps this chain as it
 * finds it, so the rule is there before the first container is, and stays when the engine restarts.
 */
const metadata = `[Unit]
Description=Closes the metadata address to containers
Before=docker.service
PartOf=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=-/bin/sh -c 'iptables --wait --new-chain DOCKER-USER 2>/dev/null'
ExecStart=/bin/sh -c 'iptables --wait --check DOCKER-USER --destination 169.254.169.254 --jump REJECT 2>/dev/null || iptables --wait --insert DOCKER-USER --destination 169.254.169.254 --jump REJECT'

[Install]
WantedBy=docker.service
`;

/** Without the data, the engine would begin with empty volumes. */
const afterVolume = `[Unit]
RequiresMountsFor=/var/lib/docker/volumes
`;

/** Ubuntu restarts what an upgrade has touched; docker it leaves alone, containerd not. */
const needrestart = `$nrconf{override_rc}{qr(^containerd)} = 0;
`;

/** Where security updates come from; Ubuntu has them so from the start, Debian takes those of a point release with them. */
const origins: Readonly<Record<ServerImage, string>> = {
    "ubuntu-24-04-x64": "",
    "debian-12-x64": `#clear Unattended-Upgrade::Origins-Pattern;
Unattended-Upgrade::Origins-Pattern { "origin=Debian,codename=\${distro_codename}-security,label=Debian-Security"; };
`,
};

/** An upgrade of the engine stops every container of the server at once: it comes when somebody means it to. */
function upgrades({ image, restartAt }: ServerSettings): string {
    const restart = restartAt === undefined ? "" : `Unattended-Upgrade::Automatic-Reboot-Time "${restartAt}";\n`;
    return `APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
${origins[image]}Unattended-Upgrade::Package-Blacklist { "^containerd"; "^docker"; "^runc"; };
Unattended-Upgrade::Remove-Unused-Kernel-Packages "true";
Unattended-Upgrade::Automatic-Reboot "${restartAt === undefined ? "false" : "true"}";
${restart}`;
}
