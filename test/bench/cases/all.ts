import type { BenchCase } from "../support/bench-case";
import { abortCase } from "./abort";
import { cloudAgainCase } from "./cloud-again";
import { cloudPreviewCase } from "./cloud-preview";
import { cloudServicesCase } from "./cloud-services";
import { cloudStartCase } from "./cloud-start";
import { loadingCase } from "./loading";
import { lossesCase } from "./losses";
import { memoryCase } from "./memory";
import { previewCase } from "./preview";
import { startCase } from "./start";
import { switchCase } from "./switch";

/** Every case, in the order in which they are measured. */
export const cases: readonly BenchCase[] = [
    switchCase,
    lossesCase,
    abortCase,
    startCase,
    previewCase,
    loadingCase,
    memoryCase,
    cloudPreviewCase,
    cloudServicesCase,
    cloudStartCase,
    cloudAgainCase,
];
