import { z } from "zod";
import { parseSpokenDuration } from "./chat/spoken-duration.ts";
import { BotError } from "./kernel/bot-error.ts";
import { type LogLevel, logLevels } from "./kernel/log-level.ts";
import {
  type MailAddress,
  parseMailFrom,
  parseSmtpAddress,
  type SmtpAddress,
} from "./oncall/notify/mail-settings.ts";
import { defaultThresholds, type Thresholds } from "./search/decide.ts";
import { createNearest } from "./search/nearest.ts";
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

export type SlackSettings = {
  readonly botToken: string;
  /** How Slack reaches us: by sockets of ours, or by requests to a port. */
  readonly line:
    | { readonly appToken: string }
    | { readonly signingSecret: string; readonly port: number };
  /** Left out: Slack's own. */
  readonly apiUrl: string | undefined;
};

export type MatrixSettings = {
  /** Ends without a slash. */
  readonly homeserver: string;
  /** Our account: `@ama:example.org`. */
  readonly user: string;
  /** Needed once, to log in. */
  readonly password: string | undefined;
  /** In place of the password: of a device that nothing else uses. */
  readonly accessToken: string | undefined;
  readonly recoveryKey: string | undefined;
  /** Servers, accounts and rooms whose invitations are taken; the server of our account is always one. */
  readonly allow: readonly string[];
};

interface MailSettings {
  readonly smtp: SmtpAddress;
  readonly from: MailAddress;
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
  AMA_HTTP_PORT: z
    .string()
    .refine(isPort, wanting("AMA_HTTP_PORT", "a whole number from 1 to 65535", "8080"))
    .transform(Number)
    .optional(),
  AMA_HTTP_HOST: z.string().default("127.0.0.1"),
  AMA_PUBLIC_URL: z
    .string()
    .refine(
      isBareAddress,
      wanting("AMA_PUBLIC_URL", "an http or https address", "https://ama.example.org"),
    )
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
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
  SLACK_BOT_TOKEN: slackTokenSchema("SLACK_BOT_TOKEN", "xoxb-"),
  SLACK_APP_TOKEN: slackTokenSchema("SLACK_APP_TOKEN", "xapp-"),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .string()
    .refine(
      isAddress,
      wanting("SLACK_API_URL", "an http or https address", "https://slack.com/api/"),
    )
    .optional(),
  AMA_SLACK_PORT: z
    .string()
    .refine(isPort, wanting("AMA_SLACK_PORT", "a whole number from 1 to 65535", "3000"))
    .transform(Number)
    .default(3000),
  MATRIX_HOMESERVER: z
    .string()
    .refine(
      isBareAddress,
      wanting("MATRIX_HOMESERVER", "an http or https address", "https://matrix.example.org"),
    )
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  MATRIX_USER: z
    .string()
    .regex(/^@[^\s:]+:\S+$/, wanting("MATRIX_USER", "the id of an account", "@ama:example.org"))
    .optional(),
  MATRIX_PASSWORD: z.string().optional(),
  MATRIX_ACCESS_TOKEN: z.string().optional(),
  MATRIX_RECOVERY_KEY: z.string().optional(),
  MATRIX_ALLOW: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ""))
    .default([]),
});

/** What does not begin so is another kind of token. The value is never shown. */
function slackTokenSchema(variable: string, prefix: string) {
  return z
    .string()
    .refine((text) => text.startsWith(prefix), {
      error: `${variable} does not begin with ${prefix}, and is not shown since it may be a secret: expected the token of that kind. Copy it from the app's page at https://api.slack.com/apps, or remove it to go without Slack.`,
    })
    .optional();
}

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}

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
      ...halfOfMail(given),
      ...halfOfSlack(given),
      ...halfOfMatrix(given),
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

function slackSettings(sound: {
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_API_URL?: string | undefined;
  readonly AMA_SLACK_PORT: number;
}): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = sound;
  const { SLACK_SIGNING_SECRET: signingSecret, AMA_SLACK_PORT: port } = sound;
  const line = appToken ? { appToken } : signingSecret ? { signingSecret, port } : undefined;
  return botToken && line ? { botToken, line, apiUrl: sound.SLACK_API_URL } : undefined;
}

function matrixSettings(sound: {
  readonly MATRIX_HOMESERVER?: string | undefined;
  readonly MATRIX_USER?: string | undefined;
  readonly MATRIX_PASSWORD?: string | undefined;
  readonly MATRIX_ACCESS_TOKEN?: string | undefined;
  readonly MATRIX_RECOVERY_KEY?: string | undefined;
  readonly MATRIX_ALLOW: readonly string[];
}): MatrixSettings | undefined {
  const { MATRIX_HOMESERVER: homeserver, MATRIX_USER: user, MATRIX_ALLOW: allow } = sound;
  if (homeserver === undefined || user === undefined) return undefined;
  return {
    ...{ homeserver, user, allow },
    password: sound.MATRIX_PASSWORD,
    accessToken: sound.MATRIX_ACCESS_TOKEN,
    recoveryKey: sound.MATRIX_RECOVERY_KEY,
  };
}

/** An account without its homeserver, or the other way round, connects to nothing. */
function halfOfMatrix(given: Readonly<Record<string, string>>): readonly ConfigProblem[] {
  const { MATRIX_HOMESERVER: homeserver, MATRIX_USER: user } = given;
  if ((homeserver === undefined) === (user === undefined)) return [];
  const [has, wants] =
    user === undefined
      ? (["MATRIX_HOMESERVER", "MATRIX_USER"] as const)
      : (["MATRIX_USER", "MATRIX_HOMESERVER"] as const);
  const message = `${has} is set and ${wants} is not: expected both, so there is no Matrix. Set ${wants}, or remove ${has}.`;
  return [{ variable: wants, message }];
}

/** A token alone connects to nothing. */
function halfOfSlack(given: Readonly<Record<string, string>>): readonly ConfigProblem[] {
  const has = (variable: string) => given[variable] !== undefined;
  const isLine = has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET");
  if (has("SLACK_BOT_TOKEN") === isLine) return [];
  const [variable, missing] = isLine
    ? ["SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN is not set, though another setting of Slack is"]
    : ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN is set, and SLACK_APP_TOKEN is not"];
  return [
    {
      variable,
      message: `${missing}: expected both, so there is no Slack. Set ${variable}, or remove the other one.`,
    },
  ];
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

function yesSchema(variable: string) {
  return z
    .enum(["yes", "no"], wanting(variable, "yes or no", "no"))
    .transform((text) => text === "yes")
    .default(false);
}

/** Has a setting read by what knows it, which also says what is wrong with it. */
function readBy<T extends object>(parse: (text: string) => T | { readonly problem: string }) {
  return z.string().transform((text, context) => {
    const read = parse(text);
    if (!("problem" in read)) return read;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
  });
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** Whether the paths of our pages may be written behind it. */
function isBareAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return !/[?#\s]/.test(text) && url.username === "" && url.password === "";
}

function parseHeartbeatUrl(text: string): URL | { readonly problem: string } {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  return {
    problem:
      "AMA_HEARTBEAT_URL cannot be read, and is not shown since it may be a secret: expected an http or https address. Copy it from whoever watches for it, or remove the setting.",
  };
}

function halfOfMail(given: Environment): readonly ConfigProblem[] {
  const { AMA_SMTP_URL: server, AMA_MAIL_FROM: from } = given;
  if ((server === undefined) === (from === undefined)) return [];
  const [has, wants, what] =
    from === undefined
      ? (["AMA_SMTP_URL", "AMA_MAIL_FROM", "the address that mail comes from"] as const)
      : (["AMA_MAIL_FROM", "AMA_SMTP_URL", "the server that takes our mail"] as const);
  const message = `${has} is set and ${wants} is not: expected both, so no mail is sent. Set ${wants} to ${what}, or remove ${has}.`;
  return [{ variable: wants, message }];
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
    .filter((variable) => variable.startsWith(prefix))
    .filter((variable) => !known.includes(variable) && !isHookToken(variable))
    .map((variable) => ({ variable, nearest: nearest(variable.slice(prefix.length), 1)[0] }));
}
