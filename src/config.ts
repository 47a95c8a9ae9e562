import { z } from "zod";
import { parseSpokenDuration } from "./chat/spoken-duration.ts";
import { BotError } from "./kernel/bot-error.ts";
import { type LogLevel, logLevels } from "./kernel/log-level.ts";
import {
  type MatrixSettings,
  matrixPair,
  matrixSettings,
  matrixVariables,
} from "./matrix-settings.ts";
import {
  type MailAddress,
  parseMailFrom,
  parseSmtpAddress,
  type SmtpAddress,
} from "./oncall/notify/mail-settings.ts";
import { defaultThresholds, type Thresholds } from "./search/decide.ts";
import { createNearest } from "./search/nearest.ts";
import {
  bareAddressSchema,
  type ConfigProblem,
  halfOfPair,
  portSchema,
  readBy,
  thresholdSchema,
  wanting,
  yesSchema,
} from "./setting-schemas.ts";
import {
  halfOfSlack,
  type SlackSettings,
  slackSettings,
  slackVariables,
} from "./slack-settings.ts";
import { unsupportedAddress } from "./storage/database-address.ts";
import { isHookToken, readHookTokens } from "./web/hooks/hook-tokens.ts";
import type { ListenSettings } from "./web/listen-at.ts";

export interface Config {
  readonly knowledgeFolder: string;
  /** A file. An address that is refused stands here unchanged, so that nothing is kept elsewhere. */
  readonly database: string;
  /** The company's zone; undefined means the system's. */
  readonly timeZone: string | undefined;
  readonly logLevel: LogLevel;
  readonly thresholds: Thresholds;
  /** Its public address ends without a slash. */
  readonly web: ListenSettings;
  /** By source. */
  readonly hookTokens: ReadonlyMap<string, string>;
  /** Undefined: no mail is sent. */
  readonly mail: MailSettings | undefined;
  /** Whether the webhooks of people may lead into a private network. */
  readonly privateWebhooks: boolean;
  /** Where everybody on call reads, as a policy writes it: `#ops`, `slack:#ops`. */
  readonly oncallRoom: string | undefined;
  /** Its path may be a secret. */
  readonly heartbeatUrl: URL | undefined;
  /** Undefined: no Slack. */
  readonly slack: SlackSettings | undefined;
  /** Undefined: no Matrix. */
  readonly matrix: MatrixSettings | undefined;
  /** How long a message stays that shows a network; undefined: for ever. */
  readonly wifiMessageTtl: Temporal.Duration | undefined;
}

interface MailSettings {
  readonly smtp: SmtpAddress;
  readonly from: MailAddress;
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

/** No mail goes without a server, and none is from nobody. */
const mailPair = {
  variables: [
    { name: "AMA_SMTP_URL", is: "the server that takes our mail" },
    { name: "AMA_MAIL_FROM", is: "the address that mail comes from" },
  ],
  without: "no mail is sent",
} as const;

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
  AMA_HTTP_PORT: portSchema("AMA_HTTP_PORT", "8080").optional(),
  AMA_HTTP_HOST: z.string().default("127.0.0.1"),
  AMA_PUBLIC_URL: bareAddressSchema("AMA_PUBLIC_URL", "https://ama.example.org").optional(),
  AMA_WEB_INSECURE: yesSchema("AMA_WEB_INSECURE"),
  AMA_SMTP_URL: readBy(parseSmtpAddress).optional(),
  AMA_MAIL_FROM: readBy(parseMailFrom).optional(),
  AMA_WEBHOOK_PRIVATE: yesSchema("AMA_WEBHOOK_PRIVATE"),
  AMA_ONCALL_ROOM: z
    .string()
    .regex(/^(?:[a-z]+:)?[#!]\S+$/, wanting("AMA_ONCALL_ROOM", "a room such as slack:#ops", "#ops"))
    .optional(),
  AMA_HEARTBEAT_URL: readBy(parseHeartbeatUrl).optional(),
  AMA_WIFI_MESSAGE_TTL: z
    .string()
    .refine(
      (text) => parseSpokenDuration(text) !== undefined,
      wanting("AMA_WIFI_MESSAGE_TTL", "a length of time, or 0 for ever", "15min"),
    )
    .transform(parseSpokenDuration)
    .prefault("15min"),
  ...slackVariables,
  ...matrixVariables,
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
  const hooks = readHookTokens(given);
  const { AMA_SMTP_URL: smtp, AMA_MAIL_FROM: from } = sound;
  return {
    config: {
      knowledgeFolder: sound.AMA_KNOWLEDGE,
      database: sound.AMA_DATABASE,
      timeZone: sound.AMA_TIMEZONE,
      logLevel: sound.AMA_LOG_LEVEL,
      thresholds: isChoiceBelow ? { ...defaultThresholds, answer, choices } : defaultThresholds,
      web: {
        port: sound.AMA_HTTP_PORT,
        host: sound.AMA_HTTP_HOST,
        publicUrl: sound.AMA_PUBLIC_URL,
        insecure: sound.AMA_WEB_INSECURE,
      },
      hookTokens: hooks.tokens,
      mail: smtp && from && { smtp, from },
      privateWebhooks: sound.AMA_WEBHOOK_PRIVATE,
      oncallRoom: sound.AMA_ONCALL_ROOM,
      heartbeatUrl: sound.AMA_HEARTBEAT_URL,
      slack: slackSettings(sound),
      matrix: matrixSettings(sound),
      wifiMessageTtl: lastingOf(sound.AMA_WIFI_MESSAGE_TTL),
    },
    problems: [
      ...(refusal === undefined ? [] : [{ variable: "AMA_DATABASE", message: refusal }]),
      ...issues.map(({ path, message }) => ({ variable: String(path[0]), message })),
      ...(isChoiceBelow
        ? []
        : [{ variable: "AMA_CHOICES_THRESHOLD", message: notBelow(choices, answer) }]),
      ...halfOfPair(given, mailPair),
      ...halfOfSlack(given),
      ...halfOfPair(given, matrixPair),
      ...hooks.problems,
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

/** Nothing is no length of time that a message could stay. */
function lastingOf(length: Temporal.Duration | undefined): Temporal.Duration | undefined {
  return length?.blank ? undefined : length;
}

function parseHeartbeatUrl(text: string): URL | { readonly problem: string } {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  return {
    problem:
      "AMA_HEARTBEAT_URL cannot be read, and is not shown since it may be a secret: expected an http or https address. Copy it from whoever watches for it, or remove the setting.",
  };
}

function notBelow(choices: number, answer: number): string {
  return `AMA_CHOICES_THRESHOLD is ${choices} and AMA_ANSWER_THRESHOLD ${answer}: expected choices to begin below answers. Lower the one or raise the other, or remove both for the defaults.`;
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
    .filter((variable) => variable.startsWith(prefix))
    .filter((variable) => !known.includes(variable) && !isHookToken(variable))
    .map((variable) => ({ variable, nearest: nearest(variable.slice(prefix.length), 1)[0] }));
}
