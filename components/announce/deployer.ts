/** Where the builders tell who started them: GitHub, GitLab, Buildkite, CircleCI, Azure, Bitbucket. */
const actors = [
    "GITHUB_ACTOR",
    "GITLAB_USER_LOGIN",
    "BUILDKITE_BUILD_AUTHOR",
    "CIRCLE_USERNAME",
    "BUILD_REQUESTEDFOR",
    "BITBUCKET_STEP_TRIGGERER_UUID",
] as const;

/**
 * Who deploys: whoever started the builder, else the name that git has, else the user of the machine; empty when none
 * of them is known. A builder's own git name is nobody's.
 */
export function deployerIn(environment: Readonly<Record<string, string | undefined>>, gitName: string): string {
    const started = actors.map((name) => environment[name] ?? "");
    const names = [...started, gitName, environment.SUDO_USER ?? "", environment.USER ?? ""];
    return names.find((name) => name.trim() !== "")?.trim() ?? "";
}
