/**
 * The program that a service with secrets in its environment starts with: it exports each secret named in
 * `SLIPWAY_EXPORT` from its file, then becomes the image's own program.
 *
 * Where the compose file names no entrypoint, the document takes the image's own from the placeholder
 * `SLIPWAY_ENTRYPOINT`, and where it names no command either, the image's own from `SLIPWAY_COMMAND`: each is a list of
 * words quoted for sh, empty when the image has none.
 */
export const launcher = {
    key: "slipway_launcher",
    target: "/run/slipway/launcher",
    content: `# Exports the secrets of this service, then becomes its program.
set -eu
for slipway_name in $SLIPWAY_EXPORT; do
    # The dot keeps the line ends that would be cut off.
    slipway_value=$(cat "/run/secrets/$slipway_name" && echo .)
    export "$slipway_name=\${slipway_value%.}"
done
eval "set -- \${SLIPWAY_PROGRAM-} \\"\\$@\\""
unset slipway_name slipway_value SLIPWAY_EXPORT SLIPWAY_PROGRAM
exec "$@"
`,
} as const;

/** Words that run a program in a container of a service that starts with the launcher, with its secrets exported. */
export function throughLauncher(words: readonly string[]): readonly string[] {
    return ["/bin/sh", "-c", `SLIPWAY_PROGRAM= exec /bin/sh ${launcher.target} "$@"`, "launcher", ...words];
}
