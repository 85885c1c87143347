import { expect } from "chai";
import { renderMarkdown, renderText } from "../../bench/support/render";
import type { CaseResult } from "../../bench/support/result";

const result: CaseResult = {
    name: "release",
    title: "one image changed",
    measures: [
        { what: "peer", unit: "s", samples: [2, 4, 3], remark: "7 of 2000 requests failed" },
        { what: "Slipway", unit: "s", samples: [3.6, 3.3, 30], against: "peer" },
        { what: "memory", unit: "MiB", samples: [411.7] },
    ],
    limits: [
        { what: "Slipway ÷ peer", value: 1.2, limit: 1.3 },
        { what: "lost", value: 2, limit: 0 },
    ],
    notes: ["both start first"],
    faults: ["Slipway: POST 502"],
};

describe("tables of the benchmark", () => {
    it("are aligned on the terminal, with their limits below", () => {
        expect(renderText(result)).to.deep.equal([
            "release: one image changed",
            "            median      min      max  ratio",
            "  peer      3.00 s   2.00 s   4.00 s         7 of 2000 requests failed",
            "  Slipway   3.60 s   3.30 s  30.00 s   1.20",
            "  memory   412 MiB  412 MiB  412 MiB",
            "  ok    Slipway ÷ peer: 1.20, limit 1.3",
            "  OVER  lost: 2.00, limit 0",
            "  WRONG Slipway: POST 502",
            "  note: both start first",
        ]);
    });

    it("are tables in Markdown too, with the machine at the end", () => {
        expect(renderMarkdown(result, "Medians of 3: 2 cores.").split("\n")).to.deep.equal([
            "|  | median | min | max | ratio |  |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            "| peer | 3.00 s | 2.00 s | 4.00 s |  | 7 of 2000 requests failed |",
            "| Slipway | 3.60 s | 3.30 s | 30.00 s | 1.20 |  |",
            "| memory | 412 MiB | 412 MiB | 412 MiB |  |  |",
            "",
            "- ok: Slipway ÷ peer: 1.20, limit 1.3",
            "- OVER: lost: 2.00, limit 0",
            "- WRONG: Slipway: POST 502",
            "- both start first",
            "",
            "Medians of 3: 2 cores.",
        ]);
    });

    it("stand one below the other where a case has several", () => {
        const measures = (["serving", "ended"] as const).flatMap((table, index) => [
            { table, what: "peer", unit: "s" as const, samples: [2 + index] },
            { table, what: "Slipway", unit: "s" as const, samples: [3 + 3 * index], against: "peer" },
        ]);
        const tables = { ...result, measures, limits: [], notes: [], faults: [] };
        expect(renderText(tables)).to.deep.equal([
            "release: one image changed",
            "  serving  median     min     max  ratio",
            "  peer     2.00 s  2.00 s  2.00 s",
            "  Slipway  3.00 s  3.00 s  3.00 s   1.50",
            "",
            "  ended    median     min     max  ratio",
            "  peer     3.00 s  3.00 s  3.00 s",
            "  Slipway  6.00 s  6.00 s  6.00 s   2.00",
        ]);
        expect(renderMarkdown(tables, "Medians of 1.").split("\n")).to.deep.equal([
            "| serving | median | min | max | ratio |  |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            "| peer | 2.00 s | 2.00 s | 2.00 s |  |  |",
            "| Slipway | 3.00 s | 3.00 s | 3.00 s | 1.50 |  |",
            "",
            "| ended | median | min | max | ratio |  |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            "| peer | 3.00 s | 3.00 s | 3.00 s |  |  |",
            "| Slipway | 6.00 s | 6.00 s | 6.00 s | 2.00 |  |",
            "",
            "Medians of 1.",
        ]);
    });

    it("say of a case without figures why there are none", () => {
        const failure = { name: "start", title: "npm start", reason: "the engine does not answer" };
        expect(renderText(failure)).to.deep.equal(["start: npm start", "  not measured: the engine does not answer"]);
    });
});
