import { z } from "zod";

/** The id of what people name in chat: a schedule, a policy, a network. */
export const shortIdSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,31}$/,
    "expected an id of small letters, digits and hyphens, at most 32",
  );
