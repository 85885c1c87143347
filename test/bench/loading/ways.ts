/** A way to run the program's TypeScript. */
export interface WayToLoad {
    readonly name: string;
    /** `runtime.options` of Pulumi.yaml; those that stand there when left out. */
    readonly options?: Readonly<Record<string, unknown>>;
    /** What a tsconfig of its own says. */
    readonly tsconfig?: object;
    readonly remark?: string;
}

/** Lies beside Pulumi.yaml while a way needs it. */
const tsconfig = "tsconfig.loading.json";

/** The ways that need no step before `pulumi up` in a fresh clone; the first is the one in use. */
export const waysToLoad: readonly WayToLoad[] = [
    { name: "as Pulumi.yaml says" },
    { name: "tsx, CommonJS and ES modules", options: { typescript: false, nodeargs: "--import tsx" } },
    { name: "tsx, CommonJS only", options: { typescript: false, nodeargs: "--require tsx/cjs" } },
    { name: "Pulumi's ts-node", options: { typescript: true }, remark: "checks the types; Pulumi's default" },
    {
        name: "Pulumi's ts-node, noCheck",
        options: { typescript: true, tsconfig },
        tsconfig: { extends: "./tsconfig.json", compilerOptions: { noCheck: true, rootDir: "." } },
        remark: "a tsconfig of its own with noCheck",
    },
    {
        name: "esbuild, one bundle",
        options: { typescript: false, nodeargs: "--require ./.slipway/bundle.cjs" },
        remark: "made at each start; stack traces show the bundle",
    },
];
