import { type Catalogue, wifiFileName } from "../knowledge/catalogue.ts";
import type { Found } from "../knowledge/lint/check.ts";
import { createOwnerFaults } from "../knowledge/lint/unknown-owners.ts";
import { printPath } from "../knowledge/zod-problems.ts";
import type { Network } from "./network.ts";
import type { NetworkFields } from "./network-fields.ts";
import { warningsOf } from "./warnings.ts";
import type { WifiFile } from "./wifi-file.ts";

type Fault = Pick<Found, "rule" | "message"> & { readonly field: keyof NetworkFields };

/** Tells what keeps wifi.yaml from being read, and what is wrong with each network; no key is looked at. */
export function lintWifi(
  { items, problems, at }: WifiFile,
  people: Pick<Catalogue, "teams" | "people">,
  today: Temporal.PlainDate,
): readonly Found[] {
  const ownerFault = createOwnerFaults(people);
  const found = items.flatMap((item): Found[] => {
    if ("problems" in item) return [];
    const { network, path } = item;
    const owner = ownerFault(network.owner);
    const faults: Fault[] = [
      ...warningsOf(network, today),
      ...enterpriseFaults(network),
      ...dateFaults(network, today),
      ...(owner ? [{ ...owner, field: "owner" } as const] : []),
    ];
    return faults.map(({ rule, message, field }) => {
      const place = [...path, field];
      return { rule, message, file: wifiFileName, ...at(place), about: printPath(place) };
    });
  });
  return [...problems, ...found];
}

/** K105: an enterprise network of which there is nothing to say. */
function* enterpriseFaults({ security, note, password }: Network): Iterable<Fault> {
  if (security !== "enterprise") return;
  const told = (field: Fault["field"], message: string) =>
    ({ rule: "K105", field, message }) as const;
  if (note === undefined) {
    yield told(
      "security",
      "No code can be made for an enterprise network, and there is nothing to say instead: expected a note on how to join. Add it.",
    );
  }
  if (password !== undefined) {
    yield told(
      "password",
      "An enterprise network has no key that all share, so nobody reads this. Delete it.",
    );
  }
}

/** K123: dates that cannot be meant. */
function* dateFaults(
  { validFrom, expires, rotated }: Network,
  today: Temporal.PlainDate,
): Iterable<Fault> {
  const told = (field: Fault["field"], message: string) =>
    ({ rule: "K123", field, message }) as const;
  if (rotated && Temporal.PlainDate.compare(rotated, today) > 0) {
    yield told("rotated", `"rotated" is ${rotated}, in the future: expected ${today} or earlier.`);
  }
  if (validFrom && expires && Temporal.PlainDate.compare(validFrom, expires) > 0) {
    yield told("expires", `"expires" is ${expires}, before "valid_from", which is ${validFrom}.`);
  }
}
