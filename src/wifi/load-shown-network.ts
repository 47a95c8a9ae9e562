import { loadSecret, type Secrets } from "./load-secret.ts";
import type { Network } from "./network.ts";
import { encodePayload } from "./payload.ts";
import { enterpriseRefusal, keyRefusals, type Remark } from "./refusals.ts";
import { keyWarnings, warningsOf } from "./warnings.ts";

/** A network about to be shown, with its key: to be kept nowhere. */
export type ShownNetwork = {
  readonly network: Network;
  /** Undefined where it is open. */
  readonly key: string | undefined;
  readonly payload: string;
  readonly warnings: readonly Remark[];
};

/** @returns what there is to show, or why there is nothing (K073, K101, K105, K106) */
export async function loadShownNetwork(
  network: Network,
  secrets: Secrets,
  today: Temporal.PlainDate,
): Promise<ShownNetwork | { readonly problems: readonly Remark[] }> {
  if (network.security === "enterprise") return { problems: [enterpriseRefusal(network)] };
  const { password } = network;
  const read = password === undefined ? { key: undefined } : await loadSecret(password, secrets);
  if ("problem" in read) return { problems: [read.problem] };
  const { key } = read;
  const problems = key === undefined ? [] : keyRefusals(network, key);
  if (problems.length > 0) return { problems };
  const ofKey = key === undefined ? [] : keyWarnings(network, key);
  return {
    network,
    key,
    payload: encodePayload({ ...network, key }),
    warnings: [...warningsOf(network, today), ...ofKey].map(({ rule, message }) => ({
      rule,
      message,
    })),
  };
}
