import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { BlockList } from "node:net";

export type Lookup = (host: string) => Promise<readonly LookupAddress[]>;

/** By the resolver of the system. */
export const systemLookup: Lookup = (host) => lookup(host, { all: true });

/** The special-purpose addresses of RFC 6890 and its registry that lead nowhere outside. */
const privateV4 = blockList("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);
const publicV6 = blockList("ipv6", ["2000::/3"]);
/** Of these, tunnels carry an address of version 4 that nobody has looked at. */
const exceptV6 = blockList("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);

/** Whether an address lies in a private network, in the machine itself, or nowhere. */
export function isPrivateAddress({ address, family }: LookupAddress): boolean {
  if (family === 4) return privateV4.check(address, "ipv4");
  return !publicV6.check(address, "ipv6") || exceptV6.check(address, "ipv6");
}

/**
 * Finds where a URL leads to, and refuses what it must not lead to.
 *
 * @param privateAllowed whether addresses inside are welcome; one of them among several is enough to be refused
 * @returns addresses to connect to and no others, since a second look at the name may find different ones
 * @throws what the resolver throws
 */
export async function loadAddresses(
  url: URL,
  privateAllowed: boolean,
  lookup: Lookup,
): Promise<{ readonly addresses: readonly LookupAddress[] } | { readonly refused: string }> {
  const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ""));
  const inside = addresses.filter(isPrivateAddress);
  if (inside.length > 0 && !privateAllowed) {
    return { refused: "leads to a private address, which is not allowed" };
  }
  if (url.protocol === "http:" && inside.length < addresses.length) {
    return { refused: "is http and leads outside: expected https" };
  }
  return { addresses };
}

function blockList(type: "ipv4" | "ipv6", subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", prefix] = subnet.split("/");
    list.addSubnet(net, Number(prefix), type);
  }
  return list;
}
