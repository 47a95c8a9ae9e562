import { z } from "zod";
import { isOneSlip } from "./one-slip.ts";
import { parseSpokenDuration, printDuration } from "./spoken-duration.ts";

/** When the room hears us: when spoken to; also to plain questions; when spoken to, without follow-ups; never. */
const modes = ["mention", "auto", "quiet", "off"] as const;

/** What a room may set, with what holds where it sets nothing. Each is read from the text that its row keeps. */
const roomSettingsSchema = z
  .object({
    mode: oneOf(modes).default("mention"),
    /** What the room is about: fills in what a question leaves out. */
    service: name("a service, such as payments-api").optional(),
    environment: name("an environment, such as staging").optional(),
    /** Narrows the search to a folder of the knowledge base. */
    folder: folder().optional(),
    /** Whether the only human of a thread needs a mention to go on. */
    followUps: oneOf(["one-human", "off"]).default("one-human"),
    /** How long an auto room leaves a question to humans. */
    grace: duration().default(() => Temporal.Duration.from({ minutes: 5 })),
    /** Questions up to this age are answered after we were away. */
    catchUp: duration().default(() => Temporal.Duration.from({ hours: 2 })),
    helpPrivate: yesOrNo().default(true),
    /** Pages are shown in the room's main line, too. */
    broadcastPages: yesOrNo().default(true),
    /** Our answer goes with a question that is deleted. */
    deleteWithQuestion: yesOrNo().default(true),
    /** Ids of programs that are answered. */
    botsMayAsk: ids().default([]),
  })
  .readonly();

export type RoomSettings = z.infer<typeof roomSettingsSchema>;
export type SettingName = keyof RoomSettings;

const { shape } = roomSettingsSchema.unwrap();
export const settingNames: readonly SettingName[] = roomSettingsSchema.unwrap().keyof().options;

/** What a room has where nothing is set. */
export const defaultSettings: RoomSettings = roomSettingsSchema.parse({});

/** Reads a room's rows. A row that says nothing readable counts as absent: a room is never without settings. */
export function parseSettings(
  rows: readonly { readonly name: string; readonly value: string }[],
): RoomSettings {
  const readable = rows.filter((row) => {
    const known = settingNames.find((one) => one === row.name);
    return known !== undefined && shape[known].safeParse(row.value).success;
  });
  return roomSettingsSchema.parse(Object.fromEntries(readable.map((row) => [row.name, row.value])));
}

export type SettingChange =
  /** The text for the row; undefined: the row goes, and the default is back. */
  | { readonly name: SettingName; readonly text: string | undefined }
  /** Why not, in words for people. */
  | { readonly problem: string };

/**
 * Reads a change as somebody typed it. Names forgive case, hyphens and one slip in what they offer; "default" and "none"
 * take back what was set. Whether a service, an environment or a folder exists is for the caller to check.
 */
export function settingChange(given: string, text: string): SettingChange {
  const setting = settingNamed(given);
  if (setting === undefined) return { problem: unknownName(given) };
  const typed = text.trim();
  if (/^(?:default|none)$/i.test(typed)) return { name: setting, text: undefined };
  const parsed = shape[setting].safeParse(typed);
  if (!parsed.success) {
    const expected = parsed.error.issues[0]?.message ?? "something else";
    return { problem: `"${typed}" is no value for ${setting}: expected ${expected}.` };
  }
  return { name: setting, text: printSetting(parsed.data) };
}

/** The setting that somebody names, whatever its case and hyphens. */
export function settingNamed(given: string): SettingName | undefined {
  return settingNames.find((name) => squash(name) === squash(given));
}

/** Settings that are one slip away from a word. */
export function settingsNear(given: string): readonly SettingName[] {
  return settingNames.filter((name) => isOneSlip(squash(name), squash(given)));
}

/** A value as its row keeps it and people read it. */
export function printSetting(value: RoomSettings[SettingName]): string {
  if (value === undefined) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (value instanceof Temporal.Duration) return printDuration(value);
  return value.length === 0 ? "nobody" : value.join(", ");
}

function unknownName(given: string): string {
  const [near] = settingsNear(given);
  const offer =
    near === undefined ? `There are: ${settingNames.join(", ")}.` : `Did you mean ${near}?`;
  return `There is no setting "${given}". ${offer}`;
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, "");
}

function oneOf<const T extends readonly [string, ...string[]]>(options: T) {
  const expected = `one of ${options.join(", ")}`;
  return z.preprocess(
    (text) => (typeof text === "string" ? text.toLowerCase() : text),
    z.enum(options, { error: expected }),
  );
}

function name(expected: string) {
  return z.string().regex(/^[^\s"<>]{1,200}$/, { error: expected });
}

/** Slashes around it say nothing. */
function folder() {
  return z
    .string()
    .transform((path) => path.replace(/^(?:\.?\/)+|\/+$/g, ""))
    .pipe(name("a folder of the knowledge base, such as runbooks/payments"));
}

function duration() {
  const longest = Temporal.Duration.from({ hours: 7 * 24 });
  return z.string().transform((text, context) => {
    const parsed = parseSpokenDuration(text);
    if (parsed && Temporal.Duration.compare(parsed, longest) <= 0) return parsed;
    context.addIssue("a time up to 7 d, such as 5 min or 2 h");
    return z.NEVER;
  });
}

function yesOrNo() {
  return z.string().transform((text, context) => {
    if (/^(?:yes|on|true)$/i.test(text)) return true;
    if (/^(?:no|off|false)$/i.test(text)) return false;
    context.addIssue("yes or no");
    return z.NEVER;
  });
}

function ids() {
  return z
    .string()
    .max(2_000, { error: "fewer ids" })
    .transform((text): readonly string[] =>
      text.toLowerCase() === "nobody" ? [] : text.split(/[\s,]+/).filter((id) => id !== ""),
    );
}
