import { stripVTControlCharacters } from "node:util";

// oxlint-disable-next-line no-control-regex -- taking them out is the point
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Output of another program, safe to show: without escape sequences and controls, but for tabs and line ends. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(CONTROLS, "");
}
