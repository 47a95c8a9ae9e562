import { type Endpoint, endpoint, openEndpoint } from "./endpoint.ts";
import { MatrixRefusal } from "./matrix-refusal.ts";

const noRules = { override: [], content: [], room: [], sender: [], underride: [] };
const unknownTo = (name: string, path: string) =>
  openEndpoint(name, `GET ${path}`, () => {
    throw new MatrixRefusal(404, "M_UNRECOGNIZED", "Unrecognized request");
  });

/** What clients ask in passing and can do without. */
export const harmlessEndpoints: readonly Endpoint[] = [
  endpoint("pushrules", "GET /client/v3/pushrules/", () => ({ global: noRules })),
  endpoint("turnServer", "GET /client/v3/voip/turnServer", () => ({})),
  endpoint("presence", "PUT /client/v3/presence/:user/status", () => ({})),
  unknownTo("rtc transports", "/client/unstable/org.matrix.msc4143/rtc/transports"),
];
