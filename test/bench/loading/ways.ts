/** A way to run the program's TypeScript. */
export interface WayToLoad {
    readonly name: string;
    /** `runtime.options` of Pulumi.yaml; those that stand there when left out. */
    readonly options?: Readonly<Record<string, unknown>>;
    readonly remark?: string;
}

/** The ways that need no step before `pulumi up` in a fresh clone; the first is the one in use. */
export const waysToLoad: readonly WayToLoad[] = [
    { name: "Pulumi's ts-node, noCheck", remark: "as Pulumi.yaml says" },
    { name: "tsx, CommonJS and ES modules", options: { typescript: false, nodeargs: "--import tsx" } },
    { name: "tsx, CommonJS only", options: { typescript: false, nodeargs: "--require tsx/cjs" } },
    { name: "Pulumi's ts-node", options: {}, remark: "checks the types; Pulumi's default" },
    {
        name: "esbuild, one bundle",
        options: { typescript: false, nodeargs: "--require ./.slipway/bundle.cjs" },
        remark: "made at each start; stack traces show the bundle",
    },
];
