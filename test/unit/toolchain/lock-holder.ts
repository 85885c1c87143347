import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { withLock } from "../../../toolchain/setup-lock";

/** A process of its own for the tests of the lock: takes it, notes when it went in and out, and ends, or is killed. */
const [folder = "", notes = "", hold = "0"] = process.argv.slice(2);

void withLock(folder, { onWait: () => undefined, poll: 5 }, async () => {
    appendFileSync(notes, `in ${process.pid}\n`);
    await pause(Number(hold));
    appendFileSync(notes, `out ${process.pid}\n`);
});
