import { findSecrets } from "../secrets.ts";
import type { Check, Found } from "./check.ts";
import { createPlaces } from "./offset-places.ts";

/** K070: secrets in pages and yaml files, also in code. */
export const leakedSecrets: Check = function* ({ corpus, yamlFiles }) {
  for (const { file, text } of [...corpus.pages.values(), ...yamlFiles]) {
    if (text === undefined) continue;
    const placeOf = createPlaces(text);
    for (const { kind, start, end } of findSecrets(text)) {
      const secret = text.slice(start, end);
      const length = (secret.split("\n")[0] ?? "").length;
      yield {
        rule: "K070",
        file,
        ...placeOf(start),
        length,
        about: kind,
        message: `This looks like a secret (${kind}): ${masked(secret)}.`,
      } satisfies Found;
    }
  }
};

/** Enough to recognise it, too little to use it. */
function masked(secret: string): string {
  const shown = secret.length >= 24 ? secret.slice(0, 4).replace(/\s/g, " ") : "";
  return `"${shown}…", ${secret.length} characters`;
}
