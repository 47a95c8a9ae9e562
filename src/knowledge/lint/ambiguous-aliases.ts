import { isContentWord } from "../../search/stop-words.ts";
import { slug } from "../entry-id.ts";
import type { Check, Found, Subject } from "./check.ts";
import { createYamlPlaces } from "./yaml-places.ts";

/** Verbs that people use for what a runbook does; services.yaml may add to them. */
const verbs =
  "restart reboot bounce recycle kick cycle roll deploy rollback scale rotate failover restore access start stop debug".split(
    " ",
  );

/** An alias shorter than this stands in too many other words. */
const shortestAlias = 3;

/** Separators and case do not tell two names apart: `Pay API` is `pay-api`. */
const plain = (name: string) => slug(name).replaceAll("-", "");

/** K031: an alias that means two things. */
export const ambiguousAliases: Check = function* (subject) {
  const { catalogue, yamlFiles } = subject;
  const places = createYamlPlaces(yamlFiles);
  const holders = Map.groupBy(
    catalogue.services.flatMap(({ id, name, aliases }) =>
      [id, name, ...aliases].map((one) => ({ id, name: plain(one) })),
    ),
    ({ name }) => name,
  );
  for (const { id, aliases } of catalogue.services) {
    for (const [index, alias] of aliases.entries()) {
      const other = holders.get(plain(alias))?.find((holder) => holder.id !== id);
      const fault = other
        ? { message: `The alias "${alias}" also means the service "${other.id}".` }
        : weaknessOf(alias, subject);
      const place = fault && places.of("services", id, ["aliases", index]);
      if (place) yield { rule: "K031", ...place, ...fault, about: `${id} ${alias}` };
    }
  }
};

function weaknessOf(
  alias: string,
  { catalogue }: Subject,
): Pick<Found, "message" | "severity"> | undefined {
  const bare = plain(alias);
  const means = (groups: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(groups)
      .flat(2)
      .some((word) => plain(word) === bare);
  const what =
    bare.length < shortestAlias
      ? "has fewer than three letters"
      : !isContentWord(alias.toLowerCase())
        ? "is a word of grammar"
        : means(catalogue.environments)
          ? "is the name of an environment"
          : verbs.includes(bare) || means(catalogue.actions)
            ? "is the name of an action"
            : undefined;
  if (what === undefined) return undefined;
  return {
    severity: "warning",
    message: `The alias "${alias}" ${what}, and stands in questions about other things.`,
  };
}
