import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The script that sets a server up, on the server: the pieces in the folder `setup`, in one. */
export function setupScript(): string {
    const folder = join(__dirname, "setup");
    const pieces = readdirSync(folder).toSorted();
    return `${pieces.map((piece) => readFileSync(join(folder, piece), "utf8")).join("")}main\n`;
}
