import type { Disk } from "../digitalocean/machines/machines";
import { docker } from "./docker";
import type { Droplets } from "./droplets";
import { withDisk } from "./hardware.render";
import type { Names } from "./names";
import { ensureStorage } from "./storage";

/** Volumes: sparse files, and loop devices through which machines have them as disks. */
export class Volumes {
    #storage: Promise<void> | undefined;

    constructor(
        private readonly names: Names,
        private readonly image: string,
        private readonly droplets: Droplets,
    ) {}

    /** See Machines.createVolume. */
    async create({ id, size, filesystemType, filesystemLabel, snapshot }: Disk): Promise<void> {
        await this.#disk("create", id, String(size), filesystemType, filesystemLabel, snapshot ?? "");
    }

    /** See Machines.attachVolume. */
    async attach({ id, name }: Disk, droplet: number): Promise<void> {
        const minor = await this.#disk("attach", id);
        await this.droplets.change(droplet, "disks", (disks) => withDisk(disks, name, minor));
    }

    /** See Machines.detachVolume. What is mounted is torn out. */
    async detach({ id, name }: Disk, droplet: number): Promise<void> {
        await this.droplets.change(droplet, "disks", (disks) => withDisk(disks, name, null));
        await this.#disk("detach", id);
    }

    /** See Machines.resizeVolume. */
    async resize({ id, size }: Disk): Promise<void> {
        await this.#disk("grow", id, String(size));
    }

    /** See Machines.destroyVolume. */
    async destroy({ id }: Disk): Promise<void> {
        await this.#disk("remove", id);
    }

    /** See Machines.snapshotVolume. */
    async snapshot(volume: string, snapshot: string): Promise<void> {
        await this.#disk("snapshot", volume, snapshot);
    }

    /** See Machines.destroySnapshot. */
    async destroySnapshot(snapshot: string): Promise<void> {
        await this.#disk("forget", snapshot);
    }

    async #disk(verb: string, ...words: readonly string[]): Promise<string> {
        this.#storage ??= ensureStorage(this.names, this.image).catch((error: unknown) => {
            // The next call tries again.
            this.#storage = undefined;
            throw error;
        });
        await this.#storage;
        return await docker(
            `${verb} a volume`,
            "exec",
            this.names.storage,
            "/usr/local/lib/emulator/disk.sh",
            verb,
            ...words,
        );
    }
}
