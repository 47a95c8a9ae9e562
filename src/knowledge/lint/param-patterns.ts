import type { Check, Found } from "./check.ts";
import { runbooksAmong } from "./runbooks-among.ts";
import { shellCharactersIn } from "./shell-characters.ts";

/** How many characters a message names. */
const mostNamed = 5;

/** K087: params whose values could end a command and begin another, as nothing quotes them. */
export const paramPatterns: Check = function* ({ pages }) {
  const known = new Map<string, ReturnType<typeof shellCharactersIn>>();
  for (const { entry, file, at } of runbooksAmong(pages)) {
    for (const [name, { type, pattern, quote, default: example }] of Object.entries(entry.params)) {
      if (pattern === undefined) continue;
      const key = JSON.stringify([pattern, example]);
      const through = known.get(key) ?? shellCharactersIn(pattern, example);
      known.set(key, through);
      const told = (message: string): Found => ({
        rule: "K087",
        file,
        ...at(["params", name, "pattern"]),
        message,
        about: `pattern ${name}`,
      });
      if (through === "invalid") {
        yield told(`The pattern of "${name}" is no regular expression: no value can match it.`);
      } else if (through.length > 0 && quote !== true && type !== "int") {
        yield told(
          `The pattern of "${name}" lets ${listed(through)} through, which mean something to a shell: expected "quote: true", or a pattern without them.`,
        );
      }
    }
  }
};

function listed(characters: readonly string[]): string {
  const named = characters
    .slice(0, mostNamed)
    .map((one) => (one === " " ? "a blank" : one === "\n" ? "a line's end" : one));
  const more = characters.length - named.length;
  return more > 0 ? `${named.join(" ")} and ${more} more` : named.join(" ");
}
