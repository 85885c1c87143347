import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Interface, Machine } from "../../../emulator/digitalocean/machines/machines";
import { execute } from "../../../toolchain/execute";
import { TemporaryFolder } from "../../unit/support/temporary-folder";

/** The ranges of the tests' cloud, such as `{ public: "198.19.240.0/20", private: "10.98.0.0/20" }`. */
export interface Ranges {
    readonly public: string;
    readonly private: string;
}

/** A program that tells on port 80 the name that it was given, and the first line of what it was asked. */
const answerer = `use IO::Socket::INET;
$SIG{TERM} = sub { exit };
my $server = IO::Socket::INET->new(LocalPort => 80, Listen => 50, ReuseAddr => 1) or die $!;
while (my $client = $server->accept) {
    my $first = <$client>;
    while (defined(my $line = <$client>)) { last if $line =~ /^\\r?\\n$/ }
    print $client "HTTP/1.0 200 OK\\r\\n\\r\\n$ENV{NAME} $first";
    close $client;
}
`;

/** A way into machines: a key of its own, and machines whose user data lets it in. */
export class Operator {
    readonly #folder = new TemporaryFolder();
    readonly #key = join(this.#folder.path, "key");

    constructor(private readonly ranges: Ranges) {
        execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "slipway", "-f", this.#key]);
    }

    /** A machine that has the place of its number in both ranges. */
    public machine(id: number): Machine {
        const at = (network: string): Interface => ({ address: network.replace(/\d+\/\d+$/, String(id)), network });
        return {
            id,
            name: `web-${id}`,
            region: "fra1",
            image: "debian-12-x64",
            size: { slug: "s-1vcpu-1gb", vcpus: 1, memory: 1024, disk: 25 },
            userData: this.#userData(),
            sshKeys: [],
            public: at(this.ranges.public),
            publicIpv6: null,
            private: at(this.ranges.private),
            vpc: "vpc",
            monitoring: false,
        };
    }

    /** What a script prints on a machine, where the user runs it that user data made; undefined when it fails. */
    public async tryRun(address: string, script: string): Promise<string | undefined> {
        const { exitCode, stdout } = await execute("ssh", [...this.sshWords(address), script]);
        return exitCode === 0 ? stdout.trim() : undefined;
    }

    /** As {@link tryRun}; a script that fails throws. */
    public async run(address: string, script: string): Promise<string> {
        const { exitCode, stdout, stderr } = await execute("ssh", [...this.sshWords(address), script]);
        if (exitCode !== 0) throw new Error(`${address}: ${script}: ${stdout}${stderr}`);
        return stdout.trim();
    }

    /** The words of `ssh` before those of the command. Machines come and go under the same address. */
    public sshWords(address: string): readonly string[] {
        const options = ["BatchMode=yes", "ConnectTimeout=2", "LogLevel=ERROR", "StrictHostKeyChecking=no"];
        const known = "UserKnownHostsFile=/dev/null";
        return ["-i", this.#key, ...[...options, known].flatMap((option) => ["-o", option]), `slipway@${address}`];
    }

    /** Throws the key away. */
    public remove(): void {
        this.#folder.remove();
    }

    #userData(): string {
        const user = {
            name: "slipway",
            shell: "/bin/bash",
            groups: ["docker"],
            sudo: "ALL=(ALL) NOPASSWD:ALL",
            ssh_authorized_keys: [readFileSync(`${this.#key}.pub`, "utf8").trim()],
        };
        const files = [{ path: "/opt/answer.pl", content: answerer }];
        return `#cloud-config\n${JSON.stringify({ users: [user], write_files: files })}\n`;
    }
}
