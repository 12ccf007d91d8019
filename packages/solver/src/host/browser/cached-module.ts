// The page's cache of compiled modules, in memory.

import { moduleCache } from "../module-cache.js";

export const cachedModule = moduleCache();
