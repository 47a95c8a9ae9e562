import { z } from "zod";

/** ISO 8601 in JSON, a length in the code. */
export const durationSchema = z.codec(z.string(), z.instanceof(Temporal.Duration), {
  decode: (text, context) => {
    try {
      return Temporal.Duration.from(text);
    } catch {
      context.issues.push({ code: "custom", message: "expected a length", input: text });
      return z.NEVER;
    }
  },
  encode: (length) => length.toString(),
});
