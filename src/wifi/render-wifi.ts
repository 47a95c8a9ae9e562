import { type Block, type Doc, isOpenable, paragraph } from "../chat/doc.ts";
import { printDuration } from "../chat/spoken-duration.ts";
import type { Network } from "./network.ts";
import { printDay } from "./print-day.ts";
import type { Remark } from "./refusals.ts";
import { enterpriseRefusal } from "./refusals.ts";

/** By which the code of a network is made, and its key is looked up. */
export const wifiRecipe = "wifi";

/** A network's code, and what else one has to know. @param ttl how long the message stays; undefined: for ever */
export function renderNetwork(network: Network, ttl: Temporal.Duration | undefined): Doc {
  const { id, ssid, security, note, captivePortal, expires } = network;
  return [
    { image: { recipe: wifiRecipe, of: id }, alt: `WiFi code for ${ssid}` },
    nameOf(
      network,
      security === "open" ? ": scan the code, or join it as it is." : ": scan the code.",
    ),
    ...(note === undefined ? [] : [paragraph(note)]),
    ...(captivePortal === undefined ? [] : [portalBlock(captivePortal)]),
    ...(expires ? [paragraph(`Valid until ${printDay(expires)}.`)] : []),
    ...stays(ttl),
  ];
}

/** A network's key, to be copied. */
export function renderKey(network: Network, ttl: Temporal.Duration | undefined): Doc {
  return [
    nameOf(network, " has this key:"),
    { secret: { recipe: wifiRecipe, of: network.id } },
    ...stays(ttl),
  ];
}

/** How to join a network of which there is no code. */
export function renderEnterprise(network: Network): Doc {
  return [nameOf(network, ""), paragraph(enterpriseRefusal(network).message)];
}

/** @param ask whom to ask; undefined: nobody knows */
export function renderLack({ name }: Network, { message }: Remark, ask: string | undefined): Doc {
  return [paragraph(`I cannot show ${name} now. ${message}${asking(ask)}`)];
}

/** The same words whether there is no such network, or it is not for the asker. */
export function renderNone(ask: string | undefined): Doc {
  return [paragraph(`I have no such WiFi for you.${asking(ask)}`)];
}

export function renderWhich(networks: readonly Network[]): Doc {
  const list = networks.map((one) => [nameOf(one, placesOf(one))]);
  return [paragraph("Which WiFi?"), { list, ordered: false }];
}

/** How whoever runs us makes posters of networks. */
export function renderPoster(networks: readonly Network[]): Doc {
  const code = networks
    .map(
      ({ id }) => `ama wifi poster --network ${id} --layout a4 --format html --out wifi-${id}.html`,
    )
    .join("\n");
  return [paragraph("Whoever runs me prints one, with the code on it:"), { code, lang: "sh" }];
}

export const sentToYou: Doc = [paragraph("Sent to you.")];

function nameOf({ name, ssid }: Network, then: string): Block {
  const code = { text: ssid, code: true } as const;
  const called = name === ssid ? [] : [{ text: ` (${name})` }];
  return { p: [code, ...called, ...(then === "" ? [] : [{ text: then }])] };
}

function placesOf({ locations }: Network): string {
  return locations.length === 0 ? "" : `: ${locations.join(", ")}`;
}

function portalBlock(address: string): Block {
  const run = isOpenable(address)
    ? { link: address, runs: [{ text: address }] }
    : { text: address };
  return { p: [{ text: "It first opens " }, run] };
}

function stays(ttl: Temporal.Duration | undefined): Doc {
  return ttl ? [paragraph(`This message goes away after ${printDuration(ttl)}.`)] : [];
}

function asking(ask: string | undefined): string {
  return ask === undefined ? "" : ` Ask ${ask}.`;
}
