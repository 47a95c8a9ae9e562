import type { Homeserver } from "./homeserver.ts";

/** Lets everybody who shares a room with somebody ask for their keys anew. */
export function tellOfNewKeys({ model, stream }: Homeserver, user: string): void {
  const account = model.accounts.get(user);
  if (account) account.keysChangedAt = stream.next();
}
