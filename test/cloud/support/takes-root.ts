/** Skips what cannot be had here, and says so: emulated servers and their networks take root on Linux. */
export function takesRoot(context: Mocha.Context): void {
    if (process.platform === "linux" && process.getuid?.() === 0) return;
    process.stdout.write("    skipped: emulated clouds take root on Linux\n");
    context.skip();
}
