import type { Catalogue } from "./catalogue.ts";
import type { Person } from "./person.ts";

/** The person behind an account, by the id that people.yaml has for that platform; a terminal's accounts are people's ids. */
export function personOf(
  { platform, user }: { readonly platform: string; readonly user: string },
  { people }: Catalogue,
): Person | undefined {
  return people.find(({ id, slack, matrix }) => {
    if (platform === "slack") return slack === user;
    return platform === "matrix" ? matrix === user : id === user;
  });
}
