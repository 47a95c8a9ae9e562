import { z } from "zod";

/** What is wrong with a setting, and the next move; a secret is not quoted. */
export interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

/** What a setting that cannot be read is told as, with what it holds, and what else can be done about it. */
export function wanting(
  variable: string,
  expected: string,
  example: string,
  orElse = "remove it for the default",
) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      `${variable} is ${quote(input)} in the environment: expected ${expected}. Set ${variable}=${example}, or ${orElse}.`,
  };
}

export function thresholdSchema(variable: string, usual: number) {
  return z
    .string()
    .refine(
      (text) => Number(text) >= 0 && Number(text) <= 1,
      wanting(variable, "a number from 0 to 1", `${usual}`),
    )
    .transform(Number)
    .default(usual);
}

export function yesSchema(variable: string) {
  return z
    .enum(["yes", "no"], wanting(variable, "yes or no", "no"))
    .transform((text) => text === "yes")
    .default(false);
}

export function portSchema(variable: string, example: string) {
  return z
    .string()
    .refine(isPort, wanting(variable, "a whole number from 1 to 65535", example))
    .transform(Number);
}

export function addressSchema(variable: string, example: string) {
  return z.string().refine(isAddress, wanting(variable, "an http or https address", example));
}

/** An address behind which paths may be written; it ends without a slash. */
export function bareAddressSchema(variable: string, example: string, orElse?: string) {
  return z
    .string()
    .refine(isBareAddress, wanting(variable, "an http or https address", example, orElse))
    .transform((text) => text.replace(/\/+$/, ""));
}

/** Has a setting read by what knows it, which also says what is wrong with it. */
export function readBy<T extends object>(
  parse: (text: string) => T | { readonly problem: string },
) {
  return z.string().transform((text, context) => {
    const read = parse(text);
    if (!("problem" in read)) return read;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
  });
}

/** Two settings of which neither is any use alone, and what there is not then. */
type Pair = {
  readonly variables: readonly [Half, Half];
  readonly without: string;
};
type Half = { readonly name: string; readonly is: string };

/** Tells of the one that is missing where the other is set. */
export function halfOfPair(
  given: Readonly<Record<string, string | undefined>>,
  { variables: [one, other], without }: Pair,
): readonly ConfigProblem[] {
  const isSet = ({ name }: Half) => given[name] !== undefined;
  if (isSet(one) === isSet(other)) return [];
  const [has, wants] = isSet(one) ? [one, other] : [other, one];
  const message = `${has.name} is set and ${wants.name} is not: expected both, so ${without}. Set ${wants.name} to ${wants.is}, or remove ${has.name}.`;
  return [{ variable: wants.name, message }];
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}

/** Whether paths may be written behind it. */
function isBareAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return !/[?#\s]/.test(text) && url.username === "" && url.password === "";
}

/**
 * JSON keeps a line break inside the line; nobody needs more than the beginning to recognise a value, nor the password that
 * an address may hold.
 */
function quote(input: unknown): string {
  const text = String(input).replace(/\/\/[^\s/]*@/, "//…@");
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
