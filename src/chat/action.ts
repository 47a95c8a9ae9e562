/** Who may press: anybody in the room, whoever asked, these people, or people with a role. An empty list is nobody. */
export type Allowed =
  | "anyone"
  | "asker"
  | { readonly people: readonly string[] }
  | { readonly role: string };

/** Something to press under a reply. */
export type Action = {
  readonly id: string;
  /** At most 75 characters. */
  readonly label: string;
  readonly style: "plain" | "primary" | "danger";
  /** Key of the stored row that says what it does; at most 64 characters. */
  readonly value: string;
  /** Asked before it counts. */
  readonly confirm?: string | undefined;
  readonly allowed: Allowed;
  /** It counts for whoever presses first, and then no more. */
  readonly once: boolean;
  readonly opens?: "form" | undefined;
  readonly emoji: string;
  /** What may be typed in its place, lower case. */
  readonly words: readonly string[];
};

/** A text as the label of an action: cut, where it is longer than any platform shows. */
export function actionLabel(text: string): string {
  return text.length <= mostLabel ? text : `${text.slice(0, mostLabel - 1).toWellFormed()}…`;
}

/** Characters of a button in Slack. */
const mostLabel = 75;
