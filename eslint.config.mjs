// Formatting and most lint rules are biome's; here are only the few that need types.
import tseslint from "typescript-eslint";

export default tseslint.config({
    files: ["**/*.ts"],
    ignores: ["examples/**", "**/node_modules/**"],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
        parser: tseslint.parser,
        parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
        "@typescript-eslint/await-thenable": "error",
        "@typescript-eslint/no-floating-promises": "error",
        "@typescript-eslint/no-misused-promises": "error",
        "@typescript-eslint/only-throw-error": "error",
        "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
});
