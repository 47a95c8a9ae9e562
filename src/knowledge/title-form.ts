import type { Entry } from "./entry.ts";
import { verbKind } from "./verbs.ts";

/** What reads badly in a list of titles: what was found, what was expected, what to do. */
export type TitleForm = {
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
};

/**
 * Says what is wrong with the form of a title: that of a runbook begins with a verb in its plain form, none ends with a full
 * stop or with "runbook".
 *
 * @returns the rest of a sentence that begins with the title; undefined when it will do
 */
export function titleForm(title: string, type: Entry["type"]): TitleForm | undefined {
  const [first = ""] = title.split(/\s+/);
  if (type === "runbook" && verbKind(first) === "gerund") {
    const expected = 'a plain verb, "Restart" and not "Restarting"';
    return { found: `begins with "${first}"`, expected, remedy: "Say what to do." };
  }
  if (/[^.]\.$/.test(title)) {
    return { found: "ends with a full stop", expected: "none", remedy: "Leave it out." };
  }
  if (/\brun ?book$/i.test(title)) {
    const expected = "what it does, alone";
    return { found: 'ends with "runbook"', expected, remedy: "Leave the word out." };
  }
  return undefined;
}
