import { expect } from "chai";
import { fillTemplates } from "../../../stacks/templates";

const postgres = { service: "db", database: "desk", user: "seller", extensions: [] };
const redis = { service: "cache", persistence: "aof" } as const;

describe("the templates of slipway:env", () => {
    it("are filled in, and what gets a password is no plain variable", () => {
        const env = {
            URL: "postgresql://${postgres.user}:${postgres.password}@${postgres.host}:${postgres.port}/${postgres.database}",
            HOST: "${postgres.host}:${postgres.port}",
            CACHE: "${redis.url}",
            PASSWORD: "${redis.password}",
            PLACE: "${redis.host}:${redis.port}/1",
        };
        expect(fillTemplates({ env, postgres, redis })).to.deep.equal({
            plain: { HOST: "db:5432", PLACE: "cache:6379/1" },
            secret: {
                URL: ["postgresql://seller:", { secret: "postgres.password" }, "@db:5432/desk"],
                CACHE: ["redis://:", { secret: "redis.password" }, "@cache:6379/0"],
                PASSWORD: [{ secret: "redis.password" }],
            },
        });
    });

    it("are told from other texts with a dollar sign", () => {
        const env = { A: "$${postgres.host}", B: "${HOME} $x ${a-b} {postgres.host}", C: "" };
        expect(fillTemplates({ env, postgres })).to.deep.equal({
            plain: { ...env, A: "${postgres.host}" },
            secret: {},
        });
    });

    it("are texts with one dollar sign more, also where they would be none", () => {
        const env = { A: "$${postgres", B: "$${ redis.url }${postgres.host}", C: "$${postgres.host:-x}", D: "$${a.b}" };
        expect(fillTemplates({ env, postgres })).to.deep.equal({
            plain: { A: "${postgres", B: "${ redis.url }db", C: "${postgres.host:-x}", D: "${a.b}" },
            secret: {},
        });
    });
});
