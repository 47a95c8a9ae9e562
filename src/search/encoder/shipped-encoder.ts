import { readFileSync } from "node:fs";
import type { Encoder } from "./encoder.ts";
import { createStaticEncoder } from "./static-encoder.ts";

let loaded: Encoder | undefined;

/** The encoder whose table comes with the program; read when first asked for, once. */
export function shippedEncoder(): Encoder {
  loaded ??= createStaticEncoder(readFileSync(new URL("encoder.bin", import.meta.url)));
  return loaded;
}
