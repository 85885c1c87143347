import { expect } from "chai";
import { previewJson } from "../../../cli/preview-json";

describe("a preview as JSON", () => {
    it("has the plan, Pulumi's numbers, and what else was said", () => {
        const printed = {
            steps: [],
            changeSummary: { create: 1, "create-replacement": 2, replace: 2, "delete-replaced": 2, same: 7 },
            diagnostics: [
                { message: "Rollout of staging, 1.0.0 → 1.1.0\n\n  SERVICE", severity: "info" },
                { message: "compose.yaml:3 services.a: has no effect\n", severity: "warning" },
            ],
        };
        expect(previewJson(JSON.stringify(printed), '{"stack":"staging"}', ["stack staging: x"])).to.deep.equal({
            plan: { stack: "staging" },
            changes: { create: 1, update: 0, replace: 2, delete: 0, same: 7 },
            recovery: ["stack staging: x"],
            messages: [{ severity: "warning", text: "compose.yaml:3 services.a: has no effect" }],
        });
    });

    it("says what was wrong where there is no plan", () => {
        const printed = { diagnostics: [{ message: "error: no\n", severity: "error" }], changeSummary: { same: 1 } };
        expect(previewJson(JSON.stringify(printed), undefined, [])).to.deep.equal({
            plan: null,
            changes: { create: 0, update: 0, replace: 0, delete: 0, same: 1 },
            recovery: [],
            messages: [{ severity: "error", text: "error: no" }],
        });
        expect(previewJson("", undefined, [])).to.deep.equal({
            ...{ plan: null, changes: null, recovery: [], messages: [] },
        });
    });
});
