import type { Catalogue } from "../knowledge/catalogue.ts";
import { contactOf, lastResort, printContact } from "../knowledge/contact.ts";
import type { Network } from "./network.ts";

/**
 * Whom to ask for a network that one is not given: the owner of what everybody may have, whatever was asked for, so that it
 * tells nothing of other networks. Undefined: nobody is known.
 */
export function whomToAsk(networks: readonly Network[], catalogue: Catalogue): string | undefined {
  const owned = networks.filter(({ owner }) => owner !== undefined);
  const { owner } = owned.find(({ audience }) => audience === "everyone") ?? owned[0] ?? {};
  const contact = owner === undefined ? lastResort(catalogue) : contactOf(owner, catalogue);
  return contact && printContact(contact);
}
