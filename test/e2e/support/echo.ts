import { freePort, Project } from "./project";

/** Name of the stack that the tests deploy. */
export const stack = "e2e";

/** The echo app in a project of its own, released `rolling`, not deployed yet. */
export interface EchoApp {
    readonly project: Project;
    readonly port: number;
    /** Where the app is reached once it is deployed. */
    readonly url: string;
    /** Changes a value of the stack's configuration, as a user does. */
    readonly set: (path: string, value: string) => Promise<void>;
}

/** What to deploy instead of the echo app alone, when it is not that. */
export interface EchoOptions {
    /** Folder of the compose file, below `test/e2e/apps`. */
    readonly app?: string;
    /** The stack's routes, as YAML. */
    readonly routes?: string;
}

/** Makes a project with the echo app and its one secret. */
export async function echoApp(options: EchoOptions = {}): Promise<EchoApp> {
    const { app = "echo", routes = "[{ service: echo, port: 8000, health: /health }]" } = options;
    const project = await Project.create();
    const port = await freePort();
    project.configure(
        stack,
        `
slipway:compose: ./test/e2e/apps/${app}/compose.yaml
slipway:id: ${project.id}
slipway:release: { version: 1.0.0, timeout: 90s, strategy: rolling }
slipway:domain: { port: ${port}, routes: ${routes} }`,
    );
    await project.must(`pulumi stack init ${stack} --no-select`);
    await project.secret(stack, "ECHO_TOKEN", "5f1c9ab37e");
    return {
        project,
        port,
        url: `http://127.0.0.1:${port}/`,
        set: async (path, value) => {
            await project.must(`pulumi config set --path '${path}' '${value}' --stack ${stack}`);
        },
    };
}
