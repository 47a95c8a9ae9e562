import { z } from "zod";

/** Milliseconds UTC in JSON, an instant in the code. */
export const instantSchema = z.codec(z.int(), z.instanceof(Temporal.Instant), {
  decode: (ms) => Temporal.Instant.fromEpochMilliseconds(ms),
  encode: (at) => at.epochMilliseconds,
});
