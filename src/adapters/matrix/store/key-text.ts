import { z } from "zod";

/**
 * Writes a key of IndexedDB so that two of them have one text exactly when they are the same key. Their structured
 * clones would not do: equal strings may have different bytes there.
 */
export function keyText(key: unknown): string {
  return JSON.stringify(plainKey(key));
}

function plainKey(key: unknown): unknown {
  if (typeof key === "string") return key;
  if (typeof key === "number") return Number.isFinite(key) ? key : { endless: Math.sign(key) };
  if (key instanceof Date) return { date: key.getTime() };
  if (key instanceof ArrayBuffer) return { bytes: Buffer.from(key).toString("base64") };
  if (Array.isArray(key)) return key.map(plainKey);
  throw new Error(`a key of IndexedDB is a ${typeof key}`);
}

const keySchema: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.object({ endless: z.number() }).transform(({ endless }) => endless * Infinity),
    z.object({ date: z.number() }).transform(({ date }) => new Date(date)),
    z.object({ bytes: z.base64() }).transform(({ bytes }) => Uint8Array.fromBase64(bytes).buffer),
    z.array(keySchema),
  ]),
);

/** @throws when the text was not written by `keyText` */
export function parseKey(text: string): unknown {
  return keySchema.parse(JSON.parse(text));
}
