import { expect } from "chai";
import { Project } from "../../../../components/network/project";
import { projectEnvironment } from "../../../../components/network/project.plan";
import { makeWithMocks } from "../../support/mocks";

describe("the project of a stack", () => {
    const make = (stackName: string, balancer?: string) =>
        makeWithMocks(
            () =>
                new Project("project", {
                    ...{ title: "acme-shop", stackName, servers: [4200, 4201], volume: "506f78a4" },
                    ...(balancer === undefined ? {} : { balancer }),
                }),
        );

    it("has the servers, the volume and the load balancer in it", async () => {
        const made = await make("production", "4de7ac8b");
        expect(made.get("project-group")).to.deep.include({
            parent: "project",
            type: "digitalocean:index/project:Project",
        });
        expect(made.get("project-group").inputs).to.deep.equal({
            ...{ name: "acme-shop", description: "Stack production", purpose: "Web Application" },
            environment: "Production",
        });
        expect(made.get("project-members")).to.deep.include({
            parent: "project",
            type: "digitalocean:index/projectResources:ProjectResources",
            dependencies: ["project-group"],
        });
        expect(made.get("project-members").inputs).to.deep.equal({
            project: "project-group-id",
            resources: ["do:droplet:4200", "do:droplet:4201", "do:volume:506f78a4", "do:loadbalancer:4de7ac8b"],
        });
    });

    it("says nothing of what it does not know", async () => {
        const made = await make("acme");
        expect(made.get("project-group").inputs).to.not.have.property("environment");
        expect(made.get("project-members").inputs.resources).to.deep.equal([
            ...["do:droplet:4200", "do:droplet:4201", "do:volume:506f78a4"],
        ]);
    });

    for (const [stackName, environment] of [
        ["production", "Production"],
        ["prod-eu", "Production"],
        ["Staging", "Staging"],
        ["staging2", "Staging"],
        ["development", "Development"],
        ["dev", "Development"],
        ["production-rehearsal", "Production"],
        ["product", undefined],
        ["acme", undefined],
        ["3-prod", undefined],
    ] as const) {
        it(`is for ${environment ?? "nothing in particular"} in the stack ${stackName}`, () => {
            expect(projectEnvironment(stackName)).to.equal(environment);
        });
    }
});
