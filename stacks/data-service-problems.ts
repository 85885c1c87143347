import type { ComposeModel, ServiceModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import type { ConfigProblem } from "./config/config-error";
import { problemAt } from "./config/subject";
import { postgresReasons } from "./postgres-reasons";
import { redisReasons } from "./redis-reasons";
import { placeOf, type Reason, unknownService } from "./take-over-reason";

type Config = Pick<StackConfig, "postgres" | "redis" | "domain" | "origin">;

/** What stands in the way of taking over the database and the Redis that the configuration names. */
export function dataServiceProblems(config: Config, model: ComposeModel): readonly ConfigProblem[] {
    const { postgres, redis, origin } = config;
    const at = (key: string, name: string, reasonsOf: (service: ServiceModel) => readonly Reason[]) => {
        const service = Object.hasOwn(model.services, name) ? model.services[name] : undefined;
        const reasons =
            service === undefined
                ? [unknownService(name, model)]
                : [...commonReasons(service, config, model), ...reasonsOf(service)];
        return reasons.map((reason) => problemAt(origin, [key, "service"], reason));
    };
    return [
        ...(postgres === undefined
            ? []
            : at("postgres", postgres.service, (service) => postgresReasons(service, model))),
        ...(redis === undefined ? [] : at("redis", redis.service, (service) => redisReasons(service, redis, model))),
        ...(redis !== undefined && redis.service === postgres?.service
            ? [
                  problemAt(origin, ["redis", "service"], {
                      found: `${redis.service}, which slipway:postgres names too`,
                      expected: "another service than the database",
                      mend: "name the service of the compose file that runs Redis",
                  }),
              ]
            : []),
    ];
}

function commonReasons(service: ServiceModel, { domain }: Config, model: ComposeModel): readonly Reason[] {
    const place = placeOf(service, model);
    const { replicas } = service.deploy;
    return [
        ...(domain.routes.some((route) => route.service === service.name)
            ? [
                  {
                      found: `${place}, which a route leads to`,
                      expected: "a service that only others inside the stack ask",
                      mend: "take it out of slipway:domain.routes",
                  },
              ]
            : []),
        ...(service.oneOff
            ? [
                  {
                      found: `${place}, which runs once to completion, because another service waits for that`,
                      expected: "a service that keeps running",
                      mend: "wait for it with condition: service_healthy",
                  },
              ]
            : []),
        ...(replicas === 1
            ? []
            : [
                  {
                      found: `${place} with ${replicas} replicas`,
                      expected: "one replica, because two would write the same files",
                      mend: "delete replicas",
                  },
              ]),
    ];
}
