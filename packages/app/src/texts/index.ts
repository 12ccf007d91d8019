// The words of the page in the language that is shown. A translation is another object of the type
// of `en`.

import { en } from "./en.js";

export type Words = typeof en;

export const words: Words = en;
