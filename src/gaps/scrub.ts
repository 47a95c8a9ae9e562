import { plainCharacters } from "./plain-characters.ts";
import { scrubAccounts } from "./scrub-accounts.ts";
import { scrubNetwork } from "./scrub-network.ts";
import { scrubNumbers } from "./scrub-numbers.ts";
import { scrubAddresses, scrubMail, scrubMentions } from "./scrub-people.ts";
import { scrubSecrets } from "./scrub-secrets.ts";
import { scrubUrls } from "./scrub-urls.ts";

/** The order matters: a URL holds mail addresses, a token holds numbers. */
const steps: readonly ((text: string) => string)[] = [
  plainCharacters,
  scrubUrls,
  scrubAccounts,
  scrubSecrets,
  scrubMail,
  scrubMentions,
  scrubNetwork,
  scrubAddresses,
  scrubNumbers,
];
/** How much longer than the question the result may be. */
const mostGrowth = 1_000;
/** Texts of people settle in two rounds; the rest is for those who try. */
const mostRounds = 20;

/**
 * Gives what may be stored of a question: whatever is personal or secret becomes a word in square brackets.
 *
 * The words are `[secret]`, `[mail]`, `[phone]`, `[ip]`, `[mac]`, `[card]`, `[account]`, `[number]` (more than six digits,
 * also in groups), `[mention]` and `[address]`. A URL keeps scheme, host and path; `[…]` stands for the rest. Look-alike
 * and invisible characters are made plain first. Doubtful cases are replaced: the text is read by people, who lose little.
 *
 * @returns at most 1,000 UTF-16 units longer than `text`; scrubbing it again changes nothing
 */
export function scrub(text: string): string {
  const longest = text.length + mostGrowth;
  let scrubbed = text;
  for (let round = 0; round < mostRounds; round++) {
    const before = scrubbed;
    scrubbed = steps.reduce((current, step) => step(current).slice(0, longest), before);
    if (scrubbed === before) return scrubbed;
  }
  return "[secret]";
}
