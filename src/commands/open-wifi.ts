import { resolve } from "node:path";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { loadShownNetwork, type ShownNetwork } from "../wifi/load-shown-network.ts";
import { loadWifi } from "../wifi/load-wifi.ts";
import type { Remark } from "../wifi/refusals.ts";
import type { WifiItem } from "../wifi/wifi-file.ts";
import { itemOfId } from "./known-id.ts";
import { dayOf } from "./open-base.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** A network that a command asks for, or why nothing can be made of it. */
export type AskedNetwork = { readonly id: string } & (
  | { readonly shown: ShownNetwork }
  | { readonly problems: readonly Remark[] }
);

/** Where networks are, and when it is. */
type Where = { readonly knowledge?: string; readonly at?: Temporal.Instant };

/**
 * Reads wifi.yaml and the key of the network that is asked for; where none is named, of the only one.
 *
 * @throws BotError USAGE_INVALID for an unknown network, or when none is named and there are several;
 *   INPUT_UNREADABLE when wifi.yaml is missing or cannot be read
 */
export async function openNetwork(
  options: Where & { readonly network?: string },
  world: World,
): Promise<AskedNetwork> {
  const { items, show } = await openWifi(options, world);
  return await show(
    options.network === undefined ? onlyOne(items) : networkNamed(options.network, items),
  );
}

/** Reads several, in the order in which they are named, as {@link openNetwork} reads one. */
export async function openNetworks(
  ids: readonly string[] | undefined,
  where: Where,
  world: World,
): Promise<readonly AskedNetwork[]> {
  const { items, show } = await openWifi(where, world);
  const named = ids?.map((id) => networkNamed(id, items)) ?? [onlyOne(items)];
  return await Promise.all(named.map(show));
}

async function openWifi({ knowledge, at }: Where, world: World) {
  const config = parseConfig(world.env);
  const folder = knowledge ?? config.knowledgeFolder;
  const { items } = await loadWifi(folder);
  const secrets = { folder: resolve(folder), env: world.env };
  const today = dayOf(at, config, world);
  return {
    items,
    async show(item: WifiItem): Promise<AskedNetwork> {
      const { id } = item;
      if ("problems" in item) return { id, problems: item.problems };
      const loaded = await loadShownNetwork(item.network, secrets, today);
      return "problems" in loaded ? { id, ...loaded } : { id, shown: loaded };
    },
  };
}

const expected = "the id of a network in wifi.yaml";

function networkNamed(id: string, items: readonly WifiItem[]): WifiItem {
  const known = items.map((item) => {
    const network = "network" in item ? item.network : undefined;
    const names = network ? [network.name, network.ssid, ...network.aliases] : [];
    return { id: item.id, names, item };
  });
  return itemOfId(id, known, "--network", expected);
}

function onlyOne(items: readonly WifiItem[]): WifiItem {
  const [first, ...rest] = items;
  if (first && rest.length === 0) return first;
  const list = items.length === 0 ? "has none" : `has ${items.map(({ id }) => id).join(", ")}`;
  throw new BotError("USAGE_INVALID", `--network is missing: expected ${expected}, which ${list}.`);
}

/** Tells why nothing is made of a network, for a program or on stderr. */
export async function printRefused(
  { id, problems }: { readonly id: string; readonly problems: readonly Remark[] },
  json: boolean,
  world: World,
): Promise<ExitCode> {
  if (json) {
    const told = { version: 1, id, problems: problems.map(remarkJson) };
    await writeLine(world.stdout, JSON.stringify(told));
  } else await printRemarks(id, problems, world);
  return 1;
}

/** Tells remarks on a network on stderr. */
export async function printRemarks(
  id: string,
  remarks: readonly Remark[],
  world: World,
): Promise<void> {
  for (const { rule, message } of remarks) {
    await writeLine(world.stderr, `${id}: ${rule} ${message}`);
  }
}

export const remarkJson = ({ rule, message }: Remark) => ({ rule, message });
