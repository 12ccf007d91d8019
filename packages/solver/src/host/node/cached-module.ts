// The process's cache of compiled modules, with files between processes.

import { moduleCache } from "../module-cache.js";
import { moduleStore } from "./module-store.js";

export const cachedModule = moduleCache(moduleStore());
