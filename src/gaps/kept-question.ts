import { scrub } from "./scrub.ts";

/** What is longer is a pasted log, and its beginning says what is wanted. */
const longest = 2_000;
/** Nobody types as much; to scrub it all would only take time. */
const longestScrubbed = 200_000;

/**
 * Brings a question to the form in which it may be stored: scrubbed, on one line, and of a long one the beginning.
 *
 * It is scrubbed before anything else, since a cut could leave half a secret that no detector knows any more.
 */
export function keptQuestion(question: string): string {
  const plain = scrub(question.slice(0, longestScrubbed)).replace(/[\p{Cc}\s]+/gu, " ");
  return plain.trim().slice(0, longest).trimEnd().toWellFormed();
}

/** A title is read at a glance. */
const longestTitle = 120;

/** Shortens a kept question to a title. */
export function titleOf(question: string): string {
  return question.length > longestTitle
    ? `${question.slice(0, longestTitle - 1).toWellFormed()}…`
    : question;
}
