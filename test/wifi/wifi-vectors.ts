import { readFileSync } from "node:fs";
import { z } from "zod";

const fieldsSchema = z.object({
  security: z.string().nullable(),
  ssid: z.string(),
  password: z.string().nullish(),
  hidden: z.boolean().default(false),
  transitionDisable: z.boolean().default(false),
  eap: z.string().optional(),
  phase2: z.string().optional(),
  identity: z.string().optional(),
  anonymousIdentity: z.string().optional(),
});

const codeSchema = z.object({
  id: z.string(),
  use: z.enum(["encode", "parse"]),
  fields: fieldsSchema,
  payload: z.string(),
  /** What we make of the same fields; undefined: nothing. */
  canonical: z.string().optional(),
  /** Why there is no code of such a network. */
  refused: z.string().optional(),
});

const escapeSchema = z.object({
  id: z.string(),
  use: z.literal("escape"),
  value: z.string(),
  escaped: z.string(),
});

export type CodeVector = z.infer<typeof codeSchema>;
export type EscapeVector = z.infer<typeof escapeSchema>;

/** Codes with known meaning, made and read by other programs. */
export function loadWifiVectors(file: string): {
  readonly codes: readonly CodeVector[];
  readonly escapes: readonly EscapeVector[];
} {
  const { vectors } = z
    .object({ vectors: z.array(z.union([codeSchema, escapeSchema])) })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    codes: vectors.filter((one) => one.use !== "escape"),
    escapes: vectors.filter((one) => one.use === "escape"),
  };
}
