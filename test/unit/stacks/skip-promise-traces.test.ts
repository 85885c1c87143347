import { expect } from "chai";
import { skipPromiseTraces } from "../../../stacks/skip-promise-traces";

describe("stack traces of Pulumi's promises", () => {
    const before = Error.prepareStackTrace;
    afterEach(() => {
        Error.prepareStackTrace = before;
    });

    const debuggablePromise = () => new Error("of a promise").stack;
    const traces = () => [debuggablePromise(), new Error("of the program").stack];
    const mapped = (error: Error) => `${error} mapped`;

    it("are not mapped, and those of errors are", () => {
        Error.prepareStackTrace = mapped;
        skipPromiseTraces({});
        expect(traces()).to.deep.equal(["Error: of a promise", "Error: of the program mapped"]);
    });

    it("are when somebody looks for promises that never end", () => {
        Error.prepareStackTrace = mapped;
        skipPromiseTraces({ PULUMI_DEBUG_PROMISE_LEAKS: "true" });
        expect(traces()).to.deep.equal(["Error: of a promise mapped", "Error: of the program mapped"]);
    });

    it("stay as they are where nothing maps them", () => {
        delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
        skipPromiseTraces({});
        expect(Error.prepareStackTrace).to.equal(undefined);
    });
});
