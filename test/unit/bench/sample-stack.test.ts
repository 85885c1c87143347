import { expect } from "chai";
import { parse } from "yaml";
import { readSampleConfig } from "../../bench/start/sample-config";
import { builtServices, sampleStack } from "../../bench/start/sample-stack";

const compose = `
services:
  db:
    image: postgres:15
    environment: { TZ: UTC }
    volumes: ["data:/data"]
  migrate:
    image: app
    restart: "no"
    command: ["migrate"]
    environment: &environment { URL: "\${URL:?}", PRICE: "$$5" }
    depends_on: { db: { condition: service_healthy } }
  api:
    image: app
    build: ./api
    restart: unless-stopped
    ports: ["80:80"]
    environment: { <<: *environment, ROLE: api }
    deploy: { resources: { limits: { memory: 64M } } }
volumes:
  data:
`;

describe("the sample app for docker stack deploy", () => {
    it("has built images by name, no order and no ports", () => {
        const database = { service: "db", environment: { POSTGRES_USER: "app" } };
        const config = { database, variables: { ROLE: "web" } };
        const { document, servers, jobs } = sampleStack(compose, { api: "built:1", app: "built:1" }, config);
        const deploy = { endpoint_mode: "dnsrr", restart_policy: { condition: "any", delay: "1s" } };
        const job = { endpoint_mode: "dnsrr", restart_policy: { condition: "on-failure", delay: "1s" } };
        expect({ document: parse(document), servers, jobs }).to.deep.equal({
            document: {
                services: {
                    db: {
                        image: "postgres:15",
                        environment: { TZ: "UTC", POSTGRES_USER: "app" },
                        volumes: ["data:/data"],
                        deploy,
                    },
                    migrate: {
                        image: "built:1",
                        command: ["migrate"],
                        environment: { URL: "${URL:?}", PRICE: "$$5" },
                        deploy: job,
                    },
                    api: {
                        image: "built:1",
                        environment: { URL: "${URL:?}", PRICE: "$$5", ROLE: "${ROLE}" },
                        deploy: { ...deploy, resources: { limits: { memory: "64M" } } },
                    },
                },
                volumes: { data: null },
            },
            servers: ["db", "api"],
            jobs: ["migrate"],
        });
    });

    it("knows what is built, and by what name", () => {
        expect([...builtServices(compose)]).to.deep.equal([["api", "app"]]);
    });

    it("has a value for each variable of the stack's file", () => {
        const secret = "bench0123456789bench0123456789ab";
        const text = `
config:
  slipway:id: "12e4"
  slipway:compose: ./app/compose.yaml
  slipway:env:
    LEVEL: 3
    DATABASE_URL: postgresql://\${postgres.user}:\${postgres.password}@\${postgres.host}:\${postgres.port}/\${postgres.database}
    REDIS_URL: \${redis.url}
  slipway:secrets: { KEY: { secure: v1:abc } }
  slipway:postgres: { service: db, database: leads }
`;
        expect(readSampleConfig(text, "local")).to.deep.equal({
            prefix: "slipway-local-12e4",
            compose: "./app/compose.yaml",
            variables: {
                LEVEL: "3",
                DATABASE_URL: `postgresql://app:${secret}@db:5432/leads`,
                REDIS_URL: "redis://cache:6379/0",
                KEY: secret,
            },
            database: {
                service: "db",
                environment: { POSTGRES_USER: "app", POSTGRES_PASSWORD: secret, POSTGRES_DB: "leads" },
            },
        });
    });
});
