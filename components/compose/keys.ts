import { deployKeys } from "./keys/deploy";
import { refusedKeys } from "./keys/refused";
import type { KeyRule } from "./keys/rule";
import { serviceKeys } from "./keys/service";
import { topLevelKeys } from "./keys/top-level";

export type { KeyRule } from "./keys/rule";

/** What Slipway does with each key of a compose file. A key that is not here is refused. */
export const keys: readonly KeyRule[] = [...topLevelKeys, ...serviceKeys, ...deployKeys, ...refusedKeys];
