import type { ComposeModel, ServiceModel } from "../components/compose/model";

/** The services of a compose file, each after those that it depends on; of a file whose `depends_on` has no circle. */
export function inStartOrder(compose: ComposeModel): readonly ServiceModel[] {
    const ordered = new Set<ServiceModel>();
    const visit = (name: string) => {
        const service = compose.services[name];
        if (service === undefined || ordered.has(service)) return;
        Object.keys(service.dependsOn).forEach(visit);
        ordered.add(service);
    };
    Object.keys(compose.services).forEach(visit);
    return [...ordered];
}
