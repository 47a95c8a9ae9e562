import { z } from "zod";
import { refusedArgument } from "./slack-refusal.ts";
import { isStamp } from "./slack-time.ts";

/** A form holds text only: this reads what stands in it as JSON. */
export function inJson<Inner extends z.ZodType>(inner: Inner) {
  return z.preprocess((given, context) => {
    if (typeof given !== "string") return given;
    try {
      return JSON.parse(given);
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON", input: given });
      return z.NEVER;
    }
  }, inner);
}

export const someJson = inJson(z.record(z.string(), z.unknown()));
export const jsonList = inJson(z.array(z.unknown()));
export const words = z.string().min(1);
export const stamp = z.string().refine(isStamp, "must be a time stamp");
export const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"])])
  .transform((given) => given === true || given === "true" || given === "1");
export const count = z.coerce.number().int().nonnegative();

/** Arguments that every method takes. */
const everywhere = new Set(["token", "team_id"]);

/** Reads the arguments of a call. @throws SlackRefusal for unknown fields too, which Slack itself ignores */
export function parseArguments<Arguments>(schema: z.ZodType<Arguments>, given: object): Arguments {
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => !everywhere.has(name)));
  const read = schema.safeParse(own);
  if (read.success) return read.data;
  const { issues } = read.error;
  const messages = issues.map(
    ({ message, path }) => `[ERROR] ${message} [json-pointer:/${path.join("/")}]`,
  );
  const isBreach = issues.some(({ code }) => code === "unrecognized_keys");
  throw refusedArgument("invalid_arguments", messages, isBreach);
}
