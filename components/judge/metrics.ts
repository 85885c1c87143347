import { type Counters, nothing } from "./counters";
import { readPrometheusText, type Sample } from "./prometheus-text";

/**
 * Reads what Traefik has counted, by service as Traefik calls it, such as `api-1a2b3c-8000@file`; a service that had no
 * request is not there. How Traefik 3.7 counts:
 *
 * - Each attempt counts: a request that was tried four times in vain is four requests with status 502.
 * - Status 499 says that the client went away before the answer. That is no answer, good or bad, so it is no request here;
 *   how long it took until then does count, because clients go away when they wait too long.
 * - Status 429 and all others below 500 are the app's answer to what it was asked, and no error.
 * - A WebSocket has status 0, and how long it or an event stream took is how long somebody listened: no latency.
 *
 * @throws Error with the line when the text is not Prometheus' format or ends too early
 */
export function readMetrics(text: string): ReadonlyMap<string, Counters> {
    const services = new Map<string, Counters>();
    for (const sample of readPrometheusText(text)) {
        const { service } = sample.labels;
        if (service === undefined) continue;
        const counted = countedBy[sample.name]?.(services.get(service) ?? nothing, sample);
        if (counted !== undefined) services.set(service, counted);
    }
    return new Map([...services].map(([service, counters]) => [service, ascending(counters)]));
}

const clientGone = 499;

const countedBy: Readonly<Record<string, (counters: Counters, sample: Sample) => Counters | undefined>> = {
    traefik_service_requests_total: (counters, { labels, value }) => {
        const status = Number(labels.code);
        if (status === clientGone) return undefined;
        return {
            ...counters,
            requests: counters.requests + value,
            errors: counters.errors + (status >= 500 ? value : 0),
        };
    },
    traefik_service_request_duration_seconds_bucket: (counters, { labels, value }) => {
        if (labels.protocol !== "http") return undefined;
        const bound = labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le);
        const count = (counters.latency.get(bound) ?? 0) + value;
        return { ...counters, latency: new Map([...counters.latency, [bound, count]]) };
    },
};

function ascending(counters: Counters): Counters {
    return { ...counters, latency: new Map([...counters.latency].sort(([a], [b]) => a - b)) };
}
