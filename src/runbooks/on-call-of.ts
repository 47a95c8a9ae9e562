import type { Catalogue } from "../knowledge/catalogue.ts";
import { contactOfPerson, printContact } from "../knowledge/contact.ts";
import type { Person } from "../knowledge/person.ts";
import type { RunbookRuling } from "./ruling.ts";
import { listed } from "./walk-numbers.ts";

/**
 * Who is on call for services, by their ids; for none of them: for whatever belongs to no service. Undefined: nobody can
 * say, which is not the same as that nobody is on call.
 */
export type OnCallOf = (services: readonly string[]) => readonly Person[] | undefined;

/** Where nothing says who is on call. */
export const nobodySays: OnCallOf = () => undefined;

/** The services whose on-call a runbook concerns: the one that is asked about, else all that it is written for by name. */
export function servicesConcerned(
  { entry, service }: Pick<RunbookRuling, "entry" | "service">,
  { services }: Catalogue,
): readonly string[] {
  if (service) return [service.id];
  return services.flatMap(({ id }) => (entry.services.includes(id) ? [id] : []));
}

/** People by name, as owners are named below an entry: `Ana and Bo Lindqvist`; nobody: undefined. */
export function namesOnCall(people: readonly Person[] | undefined): string | undefined {
  return people?.length ? listed(people.map((one) => contactOfPerson(one).name)) : undefined;
}

/** People as they stand in a sentence, with how to reach them; nobody: undefined. */
export function contactsOnCall(people: readonly Person[] | undefined): string | undefined {
  return people?.length
    ? listed(people.map((one) => printContact(contactOfPerson(one))))
    : undefined;
}
