export type Json = Readonly<Record<string, unknown>>;

/** What Slack says in place of an answer: `{ ok: false, error }`. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly details: Json;
  /** A call that the bot must never make, whether or not Slack would take it. */
  readonly isBreach: boolean;

  constructor(code: string, details: Json = {}, isBreach = false) {
    super(`${code} ${JSON.stringify(details)}`);
    this.code = code;
    this.details = details;
    this.isBreach = isBreach;
  }
}

/** Refuses arguments in the way in which Slack names what is wrong with them. */
export function refusedArgument(
  code: string,
  messages: readonly string[],
  isBreach = false,
): SlackRefusal {
  return new SlackRefusal(code, { response_metadata: { messages } }, isBreach);
}
