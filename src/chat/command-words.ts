/** When a phrase is a command: always, while somebody walks a runbook, or where something was offered. */
type When = "always" | "walking" | "offered";

const rows = [
  {
    command: "help",
    when: "always",
    phrases: [
      "help",
      "help me",
      "help please",
      "usage",
      "commands",
      "what can you do",
      "what do you do",
      "how do you work",
    ],
  },
  {
    command: "why",
    when: "always",
    phrases: ["why", "why this", "why that", "why this answer", "why that answer"],
  },
  {
    command: "stop",
    when: "always",
    phrases: ["stop", "stop it", "stop that", "please stop", "stop please"],
  },
  { command: "status", when: "always", phrases: ["status"] },
  { command: "who", when: "always", phrases: ["who", "oncall", "on call", "on-call"] },
  {
    command: "settings",
    when: "always",
    phrases: ["settings", "settings show", "show settings", "show the settings", "room settings"],
  },
  {
    command: "walk",
    when: "always",
    phrases: [
      "walk me through",
      "walk me through it",
      "walk me through this",
      "walk me through that",
    ],
  },
  {
    command: "helpful",
    when: "always",
    phrases: ["+", "+1", "helpful", "that was helpful", "this was helpful"],
  },
  {
    command: "not-helpful",
    when: "always",
    phrases: [
      "-",
      "-1",
      "not helpful",
      "unhelpful",
      "that was not helpful",
      "this was not helpful",
    ],
  },
  { command: "own-gaps", when: "always", phrases: ["my gaps", "my open gaps"] },
  { command: "me-too", when: "always", phrases: ["me too"] },
  { command: "tell-me", when: "always", phrases: ["tell me"] },
  { command: "still-right", when: "always", phrases: ["still right"] },
  { command: "out-of-date", when: "always", phrases: ["out of date", "outdated"] },
  // "Yes" to what was offered last goes before "yes" to a step.
  { command: "yes", when: "offered", phrases: ["yes", "y", "yes please", "✅"] },
  { command: "no", when: "offered", phrases: ["no", "n", "no thanks", "❌"] },
  {
    command: "worked",
    when: "walking",
    phrases: ["worked", "it worked", "that worked", "done", "yes", "next", "✅", "✔"],
  },
  {
    command: "did-not-work",
    when: "walking",
    phrases: [
      "did not work",
      "it did not work",
      "that did not work",
      "didn't work",
      "it didn't work",
      "that didn't work",
      "didnt work",
      "no",
      "❌",
      "✖",
    ],
  },
  { command: "back", when: "walking", phrases: ["back", "go back"] },
  { command: "skip", when: "walking", phrases: ["skip", "skip it", "skip this"] },
  { command: "where", when: "walking", phrases: ["where am i", "where are we", "where were we"] },
  { command: "page", when: "always", phrases: ["page"] },
  { command: "pages", when: "always", phrases: ["pages"] },
  { command: "ack", when: "always", phrases: ["ack", "acknowledge"] },
  { command: "resolve", when: "always", phrases: ["resolve"] },
  { command: "escalate", when: "always", phrases: ["escalate"] },
  { command: "snooze", when: "always", phrases: ["snooze"] },
  { command: "test-page", when: "always", phrases: ["test page", "test-page"] },
  { command: "mutes", when: "always", phrases: ["mutes", "muted"] },
] as const satisfies readonly {
  readonly command: string;
  readonly when: When;
  readonly phrases: readonly string[];
}[];

/** What pages understand, by what begins a message, in lower case. */
export const pageVerbs = [
  ["page", ["page"]],
  ["pages", ["pages"]],
  ["ack", ["ack", "acknowledge"]],
  ["resolve", ["resolve"]],
  ["escalate", ["escalate"]],
  ["snooze", ["snooze"]],
  ["reassign", ["reassign"]],
  ["add", ["add"]],
  ["note", ["note"]],
  ["release", ["release", "hand back"]],
  ["reopen", ["reopen"]],
  ["postmortem", ["postmortem", "post-mortem"]],
  ["test-page", ["test page", "test-page"]],
  ["mute", ["mute"]],
  ["unmute", ["unmute"]],
  ["mutes", ["mutes", "muted"]],
] as const satisfies readonly (readonly [string, readonly string[]])[];

export type PageVerb = (typeof pageVerbs)[number][0];

/** What may be said to us, besides a question; `set` and `mode` change a room's settings, `step` moves in a walk, `gap` tells what is lacking, the last three change who is on call. */
export type Command =
  | (typeof rows)[number]["command"]
  | PageVerb
  | "set"
  | "mode"
  | "step"
  | "gap"
  | "override"
  | "cover"
  | "swap";

/** Commands that are a whole message, by what people write for them, in lower case. */
export const wholeCommands: readonly {
  readonly command: Command;
  readonly when: When;
  readonly phrases: readonly string[];
}[] = rows;
