import type { BenchCase } from "../support/bench-case";
import { loadingCase } from "./loading";
import { memoryCase } from "./memory";
import { previewCase } from "./preview";
import { releaseCase } from "./release";
import { startCase } from "./start";

/** Every case, in the order in which they are measured. */
export const cases: readonly BenchCase[] = [releaseCase, startCase, previewCase, loadingCase, memoryCase];
