import { accountEndpoints } from "./account-endpoints.ts";
import { backupEndpoints } from "./backup-endpoints.ts";
import type { Endpoint } from "./endpoint.ts";
import { harmlessEndpoints } from "./harmless-endpoints.ts";
import { keyEndpoints } from "./key-endpoints.ts";
import { type MatrixRefusal, malformed } from "./matrix-refusal.ts";
import { mediaEndpoints } from "./media-endpoints.ts";
import { readEndpoints } from "./read-endpoints.ts";
import { roomEndpoints } from "./room-endpoints.ts";
import { sendEndpoints } from "./send-endpoints.ts";
import { sessionEndpoints } from "./session-endpoints.ts";
import { signEndpoints } from "./sign-endpoints.ts";
import { syncEndpoints } from "./sync-endpoints.ts";
import { toDeviceEndpoints } from "./to-device-endpoints.ts";

const endpoints: readonly Endpoint[] = [
  ...sessionEndpoints,
  ...syncEndpoints,
  ...sendEndpoints,
  ...readEndpoints,
  ...roomEndpoints,
  ...signEndpoints,
  ...keyEndpoints,
  ...toDeviceEndpoints,
  ...backupEndpoints,
  ...accountEndpoints,
  ...mediaEndpoints,
  ...harmlessEndpoints,
];

/** What a call is for. */
export type Place = {
  readonly endpoint: Endpoint | MatrixRefusal;
  /** By which faults are scripted and calls are found. */
  readonly name: string;
  /** What stands in the path where the endpoint leaves it open. */
  readonly params: Readonly<Record<string, string>>;
};

export function findPlace(method: string, path: string): Place {
  const there = endpoints.filter((one) => one.path.test(path));
  const endpoint = there.find((one) => one.method === method);
  if (!endpoint) {
    const status = there.length > 0 ? 405 : 404;
    const refusal = malformed(status, "M_UNRECOGNIZED", "Unrecognized request");
    return { endpoint: refusal, name: `${method} ${path}`, params: {} };
  }
  const groups = endpoint.path.exec(path)?.groups ?? {};
  const params = Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]);
  return { endpoint, name: endpoint.name, params: Object.fromEntries(params) };
}
