import type { EmptyProgram } from "./empty-program";
import type { CaseResult } from "./result";
import type { Sample } from "./sample";
import type { Session } from "./session";

/** What the cases share; each is made when a case first asks for it. */
export interface Fixtures {
    readonly sample: () => Promise<Sample>;
    readonly emptyProgram: () => Promise<EmptyProgram>;
}

/** One comparison. */
export interface BenchCase {
    readonly name: string;
    /** Name under which several cases are measured together. */
    readonly group?: string;
    readonly title: string;
    readonly measure: (session: Session, fixtures: Fixtures) => Promise<Omit<CaseResult, "name" | "title">>;
}
