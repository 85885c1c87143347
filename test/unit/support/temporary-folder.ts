import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder for one test. */
export class TemporaryFolder {
    public readonly path = mkdtempSync(join(tmpdir(), "slipway-test-"));

    /** Writes a file, with the folders that it lies in; gives its path. */
    public write(file: string, content: string, mode = 0o644): string {
        const path = join(this.path, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
        chmodSync(path, mode);
        return path;
    }

    public read(file: string): string {
        return readFileSync(join(this.path, file), "utf8");
    }

    public remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }
}
