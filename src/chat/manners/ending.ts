/** The rules by which we say nothing. */
type SilentRule =
  | "M1" // nobody spoke to us
  | "M4" // in an auto room: no question, or no sure answer
  | "M5" // a human was quicker
  | "M6" // a follow-up that needs a mention
  | "M7" // thanks, a lone emoji, or after "stop"
  | "M9" // switched off here, and nobody spoke to us
  | "M13" // not readable
  | "M17" // a reaction taken back from what is decided
  | "M18" // a program
  | "M23" // an edit that comes too late
  | "M25" // an edit that changes nothing
  | "M26" // a question withdrawn
  | "M38"; // asked too long before we came back

/** Nothing is said, by a rule. */
export type Silence = `silent:${SilentRule}`;

/** What a reply was. */
export type Spoken = "answer" | "choices" | "clarify" | "abstain" | "refuse" | "command" | "error";
