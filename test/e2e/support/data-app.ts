import { Project } from "./project";

/** Name of the stack that the tests deploy. */
export const stack = "e2e";

/** The app with a database and Redis in a project of its own, not deployed yet. */
export async function dataApp(more = ""): Promise<Project> {
    const project = await Project.create();
    project.configure(
        stack,
        `
slipway:compose: ./test/e2e/apps/data/compose.yaml
slipway:id: ${project.id}
slipway:release: { version: 1.0.0, timeout: 90s }
slipway:postgres: { service: db, database: leads, user: leads, extensions: [pg_trgm] }
slipway:redis: { service: cache }
slipway:env:
  DATABASE_URL: postgresql://\${postgres.user}:\${postgres.password}@\${postgres.host}:\${postgres.port}/\${postgres.database}
  REDIS_URL: \${redis.url}
${more}`,
    );
    await project.must(`pulumi stack init ${stack} --no-select`);
    return project;
}
