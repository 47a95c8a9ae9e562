import { z } from "zod";

/** A map of these keys alone; those that begin with `x-` are anybody's. */
export function mapOf(shape: z.ZodRawShape) {
  return z
    .looseObject(shape)
    .superRefine((map, context) => {
      const keys = Object.keys(map).filter((key) => !(key in shape) && !key.startsWith("x-"));
      if (keys.length > 0) context.addIssue({ code: "unrecognized_keys", keys, input: map });
    })
    .meta({ additionalProperties: false, patternProperties: { "^x-": {} } });
}
