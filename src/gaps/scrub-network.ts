import { rewrite } from "./rewrite.ts";

const octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
const dot = String.raw`(?:\.|\[\.\])`;
const version4 = `(?:${octet}${dot}){3}${octet}`;
const ip4 = new RegExp(
  String.raw`(?<![\p{L}\p{N}_]|\p{N}\.)${version4}(?![\p{L}\p{N}_]|\.\p{N})`,
  "gu",
);
const ip6 = new RegExp(
  String.raw`(?<![\p{L}\p{N}_:.])\[?(?<address>(?=[0-9a-f]{0,4}:)[0-9a-f:]{2,39}(?<tail>(?<=:)${version4})?)(?:%[\w.\-]{1,20})?(?![\p{L}\p{N}_:])\]?`,
  "giu",
);
const macs = [
  /(?<![\p{L}\p{N}_:-])(?:[0-9a-f]{2}:){5,40}[0-9a-f]{2}(?![\p{L}\p{N}_:-])/giu,
  /(?<![\p{L}\p{N}_:-])(?:[0-9a-f]{2}-){5}[0-9a-f]{2}(?![\p{L}\p{N}_:-])/giu,
  /(?<![\p{L}\p{N}_.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\p{L}\p{N}_]|\.[\p{L}\p{N}])/giu,
];

/** Replaces IP and hardware addresses; a port or the length of a prefix stays. */
export function scrubNetwork(text: string): string {
  let scrubbed = text;
  for (const mac of macs) scrubbed = scrubbed.replace(mac, "[mac]");
  scrubbed = rewrite(scrubbed, ip6, ({ 0: whole, groups }) => {
    if (!isVersion6(groups?.address ?? "", groups?.tail)) return undefined;
    if (whole.startsWith("[") && !whole.endsWith("]")) return "[[ip]";
    return !whole.startsWith("[") && whole.endsWith("]") ? "[ip]]" : "[ip]";
  });
  return scrubbed.replace(ip4, "[ip]");
}

function isVersion6(address: string, tail: string | undefined): boolean {
  const bits = tail ? `${address.slice(0, -tail.length)}0:0` : address;
  const halves = bits.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (halves.length > 2 || !groups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))) return false;
  if (!/[0-9]/u.test(bits)) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}
