import { z } from "zod";
import { BotError } from "./kernel/bot-error.ts";
import { type LogLevel, logLevels } from "./kernel/log-level.ts";
import { defaultThresholds, type Thresholds } from "./search/decide.ts";
import { createNearest } from "./search/nearest.ts";
import { unsupportedAddress } from "./storage/database-address.ts";

export interface Config {
  readonly knowledgeFolder: string;
  /** A file. An address that is refused stands here unchanged, so that nothing is kept elsewhere. */
  readonly database: string;
  /** The company's zone; undefined means the system's. */
  readonly timeZone: string | undefined;
  readonly logLevel: LogLevel;
  readonly thresholds: Thresholds;
}

interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

interface UnknownVariable {
  readonly variable: string;
  readonly nearest: string | undefined;
}

export interface ConfigReading {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** Variables beginning with AMA_ that this version does not know; a later one may. */
  readonly unknown: readonly UnknownVariable[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const environmentSchema = z.object({
  AMA_KNOWLEDGE: z.string().default("./knowledge"),
  AMA_DATABASE: z.string().default("./data/ama.sqlite"),
  AMA_TIMEZONE: z
    .string()
    .refine(isTimeZone, wanting("AMA_TIMEZONE", "the name of a time zone", "Europe/Berlin"))
    .optional(),
  AMA_LOG_LEVEL: z
    .enum(logLevels, wanting("AMA_LOG_LEVEL", `one of ${logLevels.join(", ")}`, "info"))
    .default("info"),
  AMA_ANSWER_THRESHOLD: thresholdSchema("AMA_ANSWER_THRESHOLD", defaultThresholds.answer),
  AMA_CHOICES_THRESHOLD: thresholdSchema("AMA_CHOICES_THRESHOLD", defaultThresholds.choices),
});

/**
 * Reads the settings. A broken one is told among the problems and has its default in the config, so that it degrades
 * only what needs it. Blanks around a value do not count, and a variable that holds nothing else is unset.
 */
export function readConfig(env: Environment): ConfigReading {
  const given = withoutBlanks(env);
  const issues = environmentSchema.safeParse(given).error?.issues ?? [];
  const broken = new Set(issues.map((issue) => String(issue.path[0])));
  const sound = environmentSchema.parse(omit(given, broken));
  const refusal = unsupportedAddress(sound.AMA_DATABASE);
  const { AMA_ANSWER_THRESHOLD: answer, AMA_CHOICES_THRESHOLD: choices } = sound;
  const isChoiceBelow = choices < answer;
  return {
    config: {
      knowledgeFolder: sound.AMA_KNOWLEDGE,
      database: sound.AMA_DATABASE,
      timeZone: sound.AMA_TIMEZONE,
      logLevel: sound.AMA_LOG_LEVEL,
      thresholds: isChoiceBelow ? { ...defaultThresholds, answer, choices } : defaultThresholds,
    },
    problems: [
      ...(refusal === undefined ? [] : [{ variable: "AMA_DATABASE", message: refusal }]),
      ...issues.map(({ path, message }) => ({ variable: String(path[0]), message })),
      ...(isChoiceBelow
        ? []
        : [{ variable: "AMA_CHOICES_THRESHOLD", message: notBelow(choices, answer) }]),
    ],
    unknown: unknownVariables(Object.keys(given)),
  };
}

/**
 * Reads the settings for a caller who can do nothing with a broken one.
 *
 * @throws BotError CONFIG_INVALID with one line for every problem
 */
export function parseConfig(env: Environment): Config {
  const { config, problems } = readConfig(env);
  if (problems.length === 0) return config;
  throw new BotError("CONFIG_INVALID", problems.map(({ message }) => message).join("\n"));
}

function wanting(variable: string, expected: string, example: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      `${variable} is ${quote(input)} in the environment: expected ${expected}. Set ${variable}=${example}, or remove it for the default.`,
  };
}

function thresholdSchema(variable: string, usual: number) {
  return z
    .string()
    .refine(
      (text) => Number(text) >= 0 && Number(text) <= 1,
      wanting(variable, "a number from 0 to 1", `${usual}`),
    )
    .transform(Number)
    .default(usual);
}

function notBelow(choices: number, answer: number): string {
  return `AMA_CHOICES_THRESHOLD is ${choices} and AMA_ANSWER_THRESHOLD ${answer}: expected choices to begin below answers. Lower the one or raise the other, or remove both for the defaults.`;
}

/** JSON keeps a line break inside the line; nobody needs more than the beginning to recognise a value. */
function quote(input: unknown): string {
  const text = String(input);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** Temporal also takes an offset or a whole timestamp for a zone; neither knows when the clocks change. */
function isTimeZone(name: string): boolean {
  try {
    const { timeZoneId } = new Temporal.ZonedDateTime(0n, name);
    return timeZoneId.toLowerCase() === name.toLowerCase() && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

function withoutBlanks(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env)
      .map(([variable, text = ""]) => [variable, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
}

function omit(given: Environment, variables: ReadonlySet<string>): Environment {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !variables.has(name)));
}

const prefix = "AMA_";

function unknownVariables(given: readonly string[]): readonly UnknownVariable[] {
  const known = Object.keys(environmentSchema.shape);
  // The prefix is the same in all of them and would make every name look near.
  const nearest = createNearest(
    known.map((item) => ({ item, names: [item.slice(prefix.length)] })),
  );
  return given
    .filter((variable) => variable.startsWith(prefix) && !known.includes(variable))
    .map((variable) => ({ variable, nearest: nearest(variable.slice(prefix.length), 1)[0] }));
}
