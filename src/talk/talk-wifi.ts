import { type Conversation, roomKey } from "../chat/conversation.ts";
import { type Doc, paragraph } from "../chat/doc.ts";
import { couldNotReach } from "../chat/manners/refusal.ts";
import { secretRefusal } from "../chat/manners/secret-place.ts";
import type { Network } from "../wifi/network.ts";
import { networksFor } from "../wifi/networks-for.ts";
import {
  renderEnterprise,
  renderKey,
  renderLack,
  renderNetwork,
  renderNone,
  renderPoster,
  renderWhich,
  sentToYou,
} from "../wifi/render-wifi.ts";
import type { Way } from "../wifi/reveal-store.ts";
import { whomToAsk } from "../wifi/whom-to-ask.ts";
import { type WifiRequest, wifiRequest } from "../wifi/wifi-request.ts";
import { isBareCommand } from "./bare-command.ts";
import { offer, openingEmoji } from "./offers.ts";
import type { Press } from "./press.ts";
import { elsewhereKeyOf, type Scene } from "./scene.ts";
import { type Effect, type Offer, saying, type Turn } from "./turn.ts";

/** What a text asks of the networks that its writer may have; undefined: nothing, or there are none at all. */
export function wifiAsked(text: string, scene: Scene): WifiRequest | undefined {
  const isKept = scene.given.wifi.networks().length > 0;
  return isKept ? wifiRequest(text, networksIn(scene)) : undefined;
}

/** Shows the network that is meant, or asks which. */
export async function talkWifi({ found, here, poster }: WifiRequest, scene: Scene): Promise<Turn> {
  const [network, ...others] = found;
  if (!network) return noneFor(scene);
  if (poster) return aboutThem(renderPoster(found), found, scene);
  if (others.length === 0) return await show(network, { way: "picture", here }, scene);
  const offers = found.map((one, index): Offer => {
    const label = found.some((other) => other !== one && other.name === one.name)
      ? `${one.name} (${one.ssid})`
      : one.name;
    const press = { do: "wifi", network: one.id, way: "picture", here } as const;
    const words = [one.name.toLowerCase(), one.id];
    return offer(`wifi-${one.id}`, label, words, openingEmoji(index), press, "asker");
  });
  return { ...aboutThem(renderWhich(found), found, scene), offers };
}

/** Shows what was pressed to whoever pressed it, if they may have it still. */
export async function talkWifiPressed(
  { network, ...how }: Extract<Press, { readonly do: "wifi" }>,
  scene: Scene,
): Promise<Turn> {
  const found = networksIn(scene).find(({ id }) => id === network);
  return found ? await show(found, how, scene) : noneFor(scene);
}

type How = { readonly way: Way; readonly here: boolean };

async function show(network: Network, { way, here }: How, scene: Scene): Promise<Turn> {
  const { given, state, conversation } = scene;
  if (network.security === "enterprise") {
    return aboutThem(renderEnterprise(network), [network], scene);
  }
  const lack = await given.wifi.lackOf(network);
  if (lack) return aboutThem(renderLack(network, lack, askedFor(scene)), [network], scene);
  const isForAll = here && way === "picture" && network.audience === "everyone";
  const place = await placeFor(isForAll, scene);
  if ("refusal" in place) return { ...saying("refuse", place.refusal, state), holds: "narrow" };
  // What is printed at a terminal stays.
  const ttl = conversation.platform === "console" ? undefined : given.wifi.messageTtl;
  const doc = way === "key" ? renderKey(network, ttl) : renderNetwork(network, ttl);
  const offers = way === "picture" && network.security === "wpa" ? [showKey(network)] : [];
  const { elsewhere } = place;
  const key = elsewhere ? elsewhereKeyOf(scene) : scene.replyKey;
  const effects = [noted(network, way, { key, to: elsewhere ?? conversation }, scene)];
  if (!elsewhere) return { ...saying("command", doc, state), offers, effects };
  const sent = saying("command", [...(place.because ?? []), ...sentToYou], state);
  return { ...sent, effects, elsewhere: { to: elsewhere, doc, offers } };
}

/** Where something secret is said: here, or where the speaker talks to us alone. */
type Place =
  | { readonly elsewhere: Conversation | undefined; readonly because?: Doc | undefined }
  | { readonly refusal: Doc };

/** @param isForAll whether it is for everybody, and whoever asks wants it so */
async function placeFor(isForAll: boolean, scene: Scene): Promise<Place> {
  const { given, speaker, conversation, roomKind, item, able, state } = scene;
  const direct = await given.directRoom(speaker.principal);
  // What answers a command, or is said aside, cannot be taken away again.
  const isKept = !isBareCommand(item) && state.showsIn === undefined;
  const isAlone = direct ? roomKey(direct) === roomKey(conversation) : roomKind === "dm";
  let because: Doc | undefined;
  if (isForAll && !isAlone && able) {
    const refusal = secretRefusal(conversation, able);
    if (isKept && able.canPost && refusal === undefined) return { elsewhere: undefined };
    because = refusal === undefined ? undefined : [paragraph(refusal)];
  }
  const to = isAlone && isKept ? conversation : direct;
  if (!to) return { refusal: couldNotReach() };
  const refusal = secretRefusal(to, await given.capabilities(to));
  if (refusal !== undefined) return { refusal: [paragraph(refusal)] };
  return { elsewhere: to === conversation ? undefined : to, because };
}

/** Keeps who was shown what, and has the message go again. */
function noted(
  { id: network }: Network,
  way: Way,
  reply: { readonly key: string; readonly to: Conversation },
  { given, speaker, at }: Scene,
): Effect {
  const { reveals, messageTtl } = given.wifi;
  const person = speaker.person?.id ?? speaker.key;
  return async ({ transaction }) => {
    await reveals.add(transaction, { network, person, way, at });
    if (messageTtl) await reveals.goAt(transaction, reply, at.add(messageTtl));
    return undefined;
  };
}

function showKey({ id }: Network): Offer {
  const press = { do: "wifi", network: id, way: "key", here: false } as const;
  return offer("wifi-key", "Show key", ["show key", "key"], "🔑", press);
}

/** What tells of networks is as narrow as they are. */
function aboutThem(doc: Doc, networks: readonly Network[], { state }: Scene): Turn {
  const isOpen = networks.every(({ audience }) => audience === "everyone");
  return { ...saying("command", doc, state), holds: isOpen ? "open" : "narrow" };
}

function noneFor(scene: Scene): Turn {
  return saying("command", renderNone(askedFor(scene)), scene.state);
}

function askedFor({ given }: Scene): string | undefined {
  return whomToAsk(given.wifi.networks(), given.knowledge().corpus.catalogue);
}

function networksIn({ given, speaker, today }: Scene): readonly Network[] {
  return networksFor(given.wifi.networks(), speaker.viewer, today);
}
