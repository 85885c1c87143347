import { expect } from "chai";
import type { ServiceModel } from "../../../components/compose/model";
import { problemsOf, type Surroundings, service, withService } from "./load";

/** Good and bad ways to write one attribute of a service. */
export interface AttributeTable {
    readonly around?: Surroundings;
    /** What stands below the service, at the top level. */
    readonly rest?: string;
    /** What the attribute becomes in the model. */
    readonly of: (service: ServiceModel) => unknown;
    /** YAML below the service, and what it becomes. */
    readonly good: readonly (readonly [yaml: string, becomes: unknown])[];
    /** YAML below the service (which starts in line 4, column 5), and the problems that it has, whole. */
    readonly bad: readonly (readonly [yaml: string, ...problems: readonly string[]])[];
}

/** A test for each row of the table. */
export function testAttribute(name: string, table: AttributeTable): void {
    describe(`compose: ${name}`, () => {
        for (const [yaml, becomes] of table.good) {
            it(`takes ${JSON.stringify(yaml)}`, () => {
                expect(table.of(service(yaml, table.around, table.rest))).to.deep.equal(becomes);
            });
        }
        for (const [yaml, ...problems] of table.bad) {
            it(`refuses ${JSON.stringify(yaml)}`, () => {
                const found = problemsOf(withService(yaml, table.rest), table.around);
                expect(found).to.deep.equal(problems.map((problem) => `compose.yaml:${problem}`));
            });
        }
    });
}
