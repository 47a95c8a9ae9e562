import type { Severity } from "./finding.ts";

/** One thing that lint looks for. */
export type Rule = {
  /** Unless the finding or the caller says otherwise. */
  readonly severity: Severity;
  /** Told of our own pages only; other tools' pages get K007 in its place. */
  readonly nativeOnly: boolean;
  /** What comes of it, in twelve words at most. */
  readonly why: string;
  /** What to do. */
  readonly remedy: string;
};

const everywhere = (severity: Severity, why: string, remedy: string): Rule => ({
  severity,
  nativeOnly: false,
  why,
  remedy,
});
const native = (severity: Severity, why: string, remedy: string): Rule => ({
  severity,
  nativeOnly: true,
  why,
  remedy,
});

/** All rules, by id. */
export const rules = {
  K001: everywhere(
    "error",
    "The file cannot be read, so nothing in it is served.",
    "Correct the YAML at the place shown.",
  ),
  K002: native(
    "error",
    "A key that nobody reads has no effect.",
    'Use the key named, or begin your own with "x-".',
  ),
  K003: everywhere(
    "error",
    "A value that cannot be read is left out.",
    "Write a value as the message says.",
  ),
  K004: native(
    "error",
    "An entry lacks what finding or mending it needs.",
    "Add the key to the front matter.",
  ),
  K006: everywhere(
    "error",
    "The file cannot be read as text, so it is not served.",
    "Save it as plain UTF-8 text in the knowledge folder.",
  ),
  K007: everywhere(
    "warning",
    "Nobody owns the page, and no question proves that it is found.",
    "Give it a title, an owner and questions in the front matter.",
  ),
  K010: everywhere(
    "error",
    "A link can lead to one entry only.",
    "Give one of the two another id.",
  ),
  K020: native(
    "error",
    "Nobody can be asked when the entry is wrong.",
    "Name a team or person of people.yaml.",
  ),
  K021: everywhere(
    "warning",
    "The owner would never hear that something is wrong.",
    "Correct people.yaml, or name another owner.",
  ),
  K030: everywhere(
    "error",
    "A question about that service or environment does not find the entry.",
    "Use an id of services.yaml.",
  ),
  K031: everywhere(
    "error",
    "An alias must never decide between two meanings.",
    "Choose an alias that means this service alone.",
  ),
  K033: everywhere(
    "info",
    "Whoever has to restart it at night finds nothing.",
    "Write a runbook for it, or one for all of its kind.",
  ),
  K035: native(
    "error",
    "No question can decide between them, so people have to choose.",
    "Merge the two, or name other actions or environments.",
  ),
  K040: native(
    "error",
    "People who ask in these words get something else.",
    "Sharpen the question, or move it to the entry that it finds.",
  ),
  K041: native(
    "warning",
    "A slightly different wording finds the other entry.",
    "Say in the question what sets it apart.",
  ),
  K042: everywhere(
    "warning",
    "The asker gets a choice instead of an answer.",
    "Keep the question where its answer is.",
  ),
  K050: everywhere(
    "error",
    "Whoever follows the link finds nothing.",
    "Correct the path or anchor, or remove the link.",
  ),
  K060: native(
    "warning",
    "Titles stand in lists and choices, where form helps reading.",
    "Begin with a verb, and end without a full stop.",
  ),
  K061: everywhere(
    "warning",
    "The first paragraph is what is said in chat.",
    "Answer in the first paragraph, in at most 600 characters.",
  ),
  K064: everywhere(
    "warning",
    "Readers cannot tell what of an unfinished page holds.",
    'Finish it, or set "status: draft".',
  ),
  K070: everywhere(
    "error",
    "Whoever can read the folder can use the secret.",
    "Revoke the secret, then name where it is kept.",
  ),
  K073: everywhere(
    "error",
    "Whoever can read the folder can use the password.",
    "Write env:NAME or file:PATH, and change the password.",
  ),
  K080: native(
    "error",
    "A runbook without steps helps nobody at three in the morning.",
    'Add a section "Steps" with a numbered list.',
  ),
  K081: native(
    "warning",
    "Nobody can tell whether the change worked.",
    'Add a section "Verify" with what to look at.',
  ),
  K082: native(
    "warning",
    "When it goes wrong, nobody knows the way back.",
    'Add a section "Roll back", or "Not possible:" and why.',
  ),
  K083: native(
    "warning",
    "What is missing turns out half way through.",
    'Add a section "Before you start", or "requires".',
  ),
  K084: native(
    "error",
    "Readers and the bot take less care than they should.",
    'Raise "danger", or take the command out.',
  ),
  K085: native(
    "error",
    "What has no value stands in the command as a gap.",
    "Declare it under params or environments, or correct its name.",
  ),
  K087: native(
    "error",
    "A value from chat could run a command of its own.",
    'Set "quote: true", or allow letters, digits, dots and hyphens alone.',
  ),
  K089: native(
    "warning",
    "Whoever means staging runs it on production.",
    'Write the placeholder, or bind the fence with "env=prod".',
  ),
  K090: native(
    "warning",
    "Who is stuck has nobody to ask.",
    'Add a section "Escalate", or give someone the role "oncall".',
  ),
  K100: everywhere(
    "error",
    "No radio can send such a name, so no code is made.",
    "Write the SSID exactly as phones show it.",
  ),
  K101: everywhere(
    "error",
    "No phone takes such a key, so no code is made.",
    "Correct the key, or how the network is secured.",
  ),
  K102: everywhere(
    "error",
    "Anybody nearby can read what is sent, so no code is made.",
    "Give the access point WPA2 or WPA3.",
  ),
  K103: everywhere(
    "warning",
    "Some phones read such a name or key wrongly.",
    "Choose another, or try the code with the phones at hand.",
  ),
  K104: everywhere(
    "warning",
    "Whoever ever had the key still has it.",
    'Change the key, and set "rotated" to that day.',
  ),
  K105: everywhere(
    "error",
    "Phones do not join an enterprise network by a code.",
    "Say in its note how to join, and leave the password out.",
  ),
  K106: everywhere(
    "error",
    "Without its key nobody can be shown the network.",
    "Set the variable, or write the file, that the message names.",
  ),
  K107: everywhere(
    "error",
    "Nobody could read a poster of that size.",
    "Choose a larger layout, or write less on it.",
  ),
  K120: everywhere(
    "warning",
    "Nobody has looked at it for longer than agreed.",
    'Read it, mend it, and set "reviewed" to today.',
  ),
  K123: everywhere(
    "error",
    "Dates that cannot be meant hide an entry or its age.",
    "Correct the date.",
  ),
  K190: everywhere(
    "warning",
    "A waiver that is not needed hides the next fault.",
    "Remove the waiver, or give its reason.",
  ),
  K200: everywhere(
    "error",
    "Whom a name means that nobody has, a page cannot reach.",
    "Use the id of somebody or something that is there.",
  ),
  K201: everywhere(
    "error",
    "Without the zone nobody knows when a shift begins.",
    "Write the name of a zone such as Europe/Berlin.",
  ),
  K202: everywhere(
    "error",
    "A time that cannot be read puts nobody on call.",
    "Write the time as the message says.",
  ),
  K203: everywhere(
    "warning",
    "The clocks change at that time, and the shift with them.",
    "Choose another time of day, or live with what is said.",
  ),
  K210: everywhere(
    "error",
    "Whoever is on call now would not be any more, unasked.",
    "Use the start named, or put an override into the same change.",
  ),
  K211: everywhere(
    "warning",
    "People have planned with the shifts that they have.",
    "Ask them before the change is merged.",
  ),
  K220: everywhere(
    "error",
    "A page in that time reaches nobody by this schedule.",
    "Add a layer that covers the time, or an override.",
  ),
  K221: everywhere(
    "error",
    "A step that reaches nobody is passed over.",
    "Name somebody who can be notified, or a room.",
  ),
  K222: everywhere(
    "error",
    "Who cannot be notified sleeps through the page.",
    "Give them another address in people.yaml: email, ntfy or webhook.",
  ),
  K223: everywhere(
    "error",
    "Its pages would reach nobody any more.",
    "Put somebody else in their place in the same change.",
  ),
  K224: everywhere(
    "warning",
    "Nobody answers well after a week of nights, or twice at once.",
    "Share the rotation, or name somebody else in one step.",
  ),
  K230: everywhere(
    "error",
    "A page would not know whom to ask, or when.",
    "Write the policy, or correct what the message names.",
  ),
  K231: everywhere(
    "warning",
    "While that person sleeps, nobody else hears of a page.",
    "Add a second person or a room, or live with what is said.",
  ),
  K232: everywhere(
    "warning",
    "Somebody thinks that it holds, and it does not.",
    "Find somebody who takes it, correct it, or delete it.",
  ),
  K233: everywhere(
    "warning",
    "A pager that nobody watches or tries fails when it is needed.",
    'Set AMA_HEARTBEAT_URL, and say "test page" once a month.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(rules, text);
}
