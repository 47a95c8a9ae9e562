import { z } from "zod";

/** Says where a value is kept that nobody may read here. */
export const referenceSchema = z
  .string()
  .regex(/^(?:env:[A-Za-z_]\w*|file:\S+)$/, "expected env:NAME or file:PATH");
