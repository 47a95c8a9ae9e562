import type { Person } from "../knowledge/person.ts";

/** A word that may name somebody: `@bo`, `bo`, `Bo`, `<@U0123>`, `@bo:example.org`. */
export function personNamed(word: string, people: readonly Person[]): Person | undefined {
  const said = word
    .replace(/^<@([^>|]+)(?:\|[^>]*)?>$/, "@$1")
    .replace(/[,.;!?]+$/, "")
    .toLowerCase();
  const bare = said.replace(/^@/, "");
  if (bare === "") return undefined;
  const byAccount = people.find(
    ({ id, slack, matrix }) =>
      id === bare || slack?.toLowerCase() === bare || matrix?.toLowerCase() === said,
  );
  if (byAccount) return byAccount;
  const [one, ...more] = people.filter(({ name }) => {
    const whole = name?.toLowerCase() ?? "";
    return whole === bare || whole.split(" ")[0] === bare;
  });
  return more.length === 0 ? one : undefined;
}

/** Whether a word is meant as somebody's name, whoever that is. */
export function isMention(word: string): boolean {
  return /^(?:@\S|<@)/.test(word);
}
