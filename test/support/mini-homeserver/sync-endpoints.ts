import { deviceListsSince } from "./device-lists.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { filterOf } from "./filter.ts";
import { MatrixRefusal } from "./matrix-refusal.ts";
import { positionOf } from "./stream.ts";
import { syncAnswer } from "./sync-answer.ts";

/** What is new: of everything, or of keys. */
export const syncEndpoints: readonly Endpoint[] = [
  endpoint(
    "sync",
    "GET /client/v3/sync",
    async ({ homeserver, polls, account, device, query, gone }) => {
      const token = query.get("since");
      const since = token === null ? undefined : checkedPosition(token);
      const filter = filterOf(account, query.get("filter"));
      // To come back with a token says that all before it arrived.
      device.inbox = device.inbox.filter(({ position }) => position > (since ?? 0));
      const answer = () => syncAnswer(account, { homeserver, device, since, filter });
      const timeoutMs = Number(query.get("timeout") ?? 0);
      const mayWait = since !== undefined && timeoutMs > 0;
      const news = () => {
        const { isNews, body } = answer();
        return isNews ? body : undefined;
      };
      const found = mayWait
        ? await polls.wait(account.id, { look: news, timeoutMs, gone })
        : undefined;
      return found ?? answer().body;
    },
  ),

  endpoint("keys/changes", "GET /client/v3/keys/changes", ({ homeserver, account, query }) =>
    deviceListsSince(homeserver.model, account.id, checkedPosition(query.get("from") ?? "")),
  ),
];

function checkedPosition(token: string): number {
  const position = positionOf(token);
  if (position === undefined) throw new MatrixRefusal(400, "M_UNKNOWN", "Invalid stream token");
  return position;
}
