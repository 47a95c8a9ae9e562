import { z } from "zod";
import { bodyOf, type Endpoint, endpoint, jsonSchema } from "./endpoint.ts";
import { forbidden, MatrixRefusal, malformed, notFound } from "./matrix-refusal.ts";
import { renamed } from "./profile.ts";

/** What somebody keeps on the server, and how they are called. */
export const accountEndpoints: readonly Endpoint[] = [
  endpoint("account_data", "GET /client/v3/user/:user/account_data/:type", ({ account, param }) => {
    const found = account.data.get(param("type"));
    if (param("user") !== account.id) throw forbidden("Cannot get account data for other users.");
    if (!found) throw notFound("Account data not found");
    return found.value;
  }),

  endpoint("put account_data", "PUT /client/v3/user/:user/account_data/:type", (call) => {
    const { homeserver, account, param } = call;
    if (param("user") !== account.id) throw forbidden("Cannot add account data for other users.");
    const value = bodyOf(call, jsonSchema);
    account.data.set(param("type"), { value, position: homeserver.stream.next() });
    return {};
  }),

  ...(["", "/displayname"] as const).map((part) =>
    endpoint("profile", `GET /client/v3/profile/:user${part}`, ({ homeserver, param }) => {
      const account = homeserver.model.accounts.get(param("user"));
      if (!account) throw new MatrixRefusal(404, "M_UNKNOWN", "No row found (profiles)");
      return account.displayName === undefined ? {} : { displayname: account.displayName };
    }),
  ),

  endpoint("put displayname", "PUT /client/v3/profile/:user/displayname", (call) => {
    const { displayname } = bodyOf(call, z.object({ displayname: z.string() }));
    if (call.param("user") !== call.account.id) {
      throw malformed(400, "M_FORBIDDEN", "Cannot set another user's displayname");
    }
    renamed(call.homeserver, call.account, displayname);
    return {};
  }),
];
