import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readMetrics } from "../../../../components/judge/metrics";
import { readPrometheusText } from "../../../../components/judge/prometheus-text";

/** Told by Traefik 3.7.15 after one request each of the kinds that matter, with four buckets. */
const scrape = readFileSync(join(__dirname, "golden", "traefik.prom"), "utf8");

describe("the proxies' metrics", () => {
    it("tells requests, errors and latency of each service", () => {
        // 200 twice, 200 of an event stream, 429, 500, 502 twice, a WebSocket; 499 only in the latency.
        expect(readMetrics(scrape)).to.deep.equal(
            new Map([
                [
                    "dead-4d5e6f-8000@file",
                    {
                        requests: 4,
                        errors: 4,
                        latency: new Map([
                            [0.01, 4],
                            [0.1, 4],
                            [1.5, 4],
                            [10, 4],
                            [Number.POSITIVE_INFINITY, 4],
                        ]),
                    },
                ],
                [
                    "echo-1a2b3c-8000@file",
                    {
                        requests: 8,
                        errors: 3,
                        latency: new Map([
                            [0.01, 5],
                            [0.1, 6],
                            [1.5, 7],
                            [10, 7],
                            [Number.POSITIVE_INFINITY, 7],
                        ]),
                    },
                ],
            ]),
        );
    });

    it("puts buckets in ascending order, whatever order they came in", () => {
        const bucket = (le: string, count: number) =>
            `traefik_service_request_duration_seconds_bucket{protocol="http",service="a@file",le="${le}"} ${count}\n`;
        const read = readMetrics(bucket("+Inf", 3) + bucket("10", 2) + bucket("0.1", 1));
        expect([...(read.get("a@file")?.latency ?? [])]).to.deep.equal([
            [0.1, 1],
            [10, 2],
            [Number.POSITIVE_INFINITY, 3],
        ]);
    });

    it("knows no service before the first request", () => {
        expect(readMetrics("# TYPE go_info gauge\ngo_info 1\n")).to.deep.equal(new Map());
    });
});

describe("Prometheus' text format", () => {
    const good: readonly (readonly [string, unknown])[] = [
        ["up 1", { name: "up", labels: {}, value: 1 }],
        ["up{} 1 1700000000000", { name: "up", labels: {}, value: 1 }],
        ['a:b{c="d",} 1.2e+06', { name: "a:b", labels: { c: "d" }, value: 1_200_000 }],
        ['a{b="}",c="x,y"} +Inf', { name: "a", labels: { b: "}", c: "x,y" }, value: Number.POSITIVE_INFINITY }],
        ['a{b="q\\"u\\\\o\\nte"} .5', { name: "a", labels: { b: 'q"u\\o\nte' }, value: 0.5 }],
        ["a NaN", { name: "a", labels: {}, value: Number.NaN }],
    ];
    for (const [line, expected] of good) {
        it(`reads ${line}`, () => expect(readPrometheusText(`# HELP\n\n${line}\n`)).to.deep.equal([expected]));
    }

    const bad: readonly (readonly [string, string])[] = [
        ["", "the proxy's metrics are empty"],
        ["\n", "the proxy's metrics are empty"],
        ["up 1\nup 12", "the proxy's metrics end within line 2"],
        ["up 1\n<html>\n", 'line 2 of the proxy\'s metrics is no sample: "<html>"'],
        ["up\n", 'line 1 of the proxy\'s metrics is no sample: "up"'],
        ["up one\n", 'line 1 of the proxy\'s metrics is no sample: "up one"'],
        ['up{a="b} 1\n', 'line 1 of the proxy\'s metrics is no sample: "up{a=\\"b} 1"'],
        ["up{a=b} 1\n", 'line 1 of the proxy\'s metrics is no sample: "up{a=b} 1"'],
    ];
    for (const [text, message] of bad) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            expect(() => readPrometheusText(text)).to.throw(message);
        });
    }
});
