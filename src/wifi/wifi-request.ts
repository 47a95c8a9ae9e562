import { isOneSlip } from "../chat/one-slip.ts";
import type { Network } from "./network.ts";
import {
  fillers,
  keyWords,
  otherMatters,
  placeNouns,
  prepositions,
  wifiWords,
} from "./wifi-words.ts";

/** What somebody wants of the networks that they may have. */
export type WifiRequest = {
  /** Those that are meant; none: there is no such network, as far as they may know. */
  readonly found: readonly Network[];
  /** To be shown to everybody in the room. */
  readonly here: boolean;
  /** How to have one on the wall. */
  readonly poster: boolean;
};

/** More words that nobody knows are a question on something else. */
const mostUnknown = 2;

/**
 * Reads a text as a wish to join a network. It is one only if every word of it belongs to that, but for the name of a network
 * or place that nobody knows: whatever else is asked of WiFi is a question like any other.
 *
 * @param networks those that the asker may have: what is not among them is as if it were not there
 * @returns undefined when it is none
 * @example wifiRequest("what's the guest wifi password?", …) // { found: [guest], here: false, poster: false }
 * @example wifiRequest("the wifi is slow", …) // undefined
 */
export function wifiRequest(text: string, networks: readonly Network[]): WifiRequest | undefined {
  const said = wordsOf(withoutLosses(plain(text)));
  const named = namesIn(said, networks);
  const rest = said.filter((_, at) => !named.covered.has(at));
  if (rest.some((word) => otherMatters.has(word) && !posterFillers.has(word))) return undefined;
  const poster = said.some((word) => posterWords.has(word));
  if (!isOfWifi(said, named)) return undefined;
  const isKnown = (word: string) =>
    [wifiWords, placeNouns, fillers].some((known) => known.has(word)) ||
    isKeyWord(word) ||
    (poster && (posterWords.has(word) || posterFillers.has(word)));
  const unknown = said.flatMap((word, at) => (named.covered.has(at) || isKnown(word) ? [] : [at]));
  if (unknown.length > mostUnknown || !unknown.every((at) => isPlace(at, said, unknown, named))) {
    return undefined;
  }
  const found = unknown.length > 0 ? [] : meant(networks, named);
  return { found, here: saysHere(text, said), poster };
}

const posterWords: ReadonlySet<string> = new Set(["poster", "posters"]);
const posterFillers: ReadonlySet<string> = new Set("print printing make hang new wall".split(" "));

/** Straight quotes and one word for WiFi, however it is written. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’‘`´]/g, "")
    .replace(/\bwi[\s\p{Pd}]fi\b/gu, "wifi")
    .replace(/\bw\p{Pd}lan\b/gu, "wlan");
}

/** Whether a word is one for what one has to know, also with a slip of the finger in it. */
function isKeyWord(word: string): boolean {
  return keyWords.has(word) || isOneSlip(word, "password") || isOneSlip(word, "passphrase");
}

/** Whoever lacks a key asks for it. */
function withoutLosses(text: string): string {
  const lost =
    /\b(?:cant|cannot|can not|couldnt|dont|do not|didnt|never)\s+(?:find|know|remember|recall|have)\b/g;
  return wordsOf(text).some(isKeyWord) ? text.replace(lost, "need") : text;
}

function wordsOf(text: string): readonly string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A network or a place that was named, and where. */
type Named = {
  /** Places in the text of words that name something. */
  readonly covered: ReadonlySet<number>;
  readonly byName: ReadonlySet<Network>;
  readonly byPlace: ReadonlySet<Network>;
  /** By a word such as "office", which means a network only where nothing else is named. */
  readonly byNoun: ReadonlySet<Network>;
  /** By a name of its own, and not by a word that means other things, too. */
  readonly isCalled: boolean;
  readonly isWholeSsid: boolean;
};

function namesIn(said: readonly string[], networks: readonly Network[]): Named {
  const covered = new Set<number>();
  const byName = new Set<Network>();
  const byPlace = new Set<Network>();
  const byNoun = new Set<Network>();
  let isCalled = false;
  let isWholeSsid = false;
  const cover = (at: number, { length }: readonly string[]) => {
    for (let word = at; word < at + length; word += 1) covered.add(word);
  };
  for (const network of networks) {
    for (const words of network.locations.map(wordsOf)) {
      for (const at of placesOf(words, said)) {
        byPlace.add(network);
        cover(at, words);
      }
    }
  }
  // A word that is a place says where, also where a network is called by it.
  const places = new Set(covered);
  const isPlaceOnly = (at: number, { length }: readonly string[]) => length === 1 && places.has(at);
  for (const network of networks) {
    const { id, name, ssid, aliases } = network;
    for (const one of new Set([id, name, ssid, ...aliases])) {
      const words = wordsOf(one);
      const isNoun = words.length === 1 && placeNouns.has(words[0] ?? "");
      for (const at of placesOf(words, said)) {
        if (isPlaceOnly(at, words)) continue;
        (isNoun ? byNoun : byName).add(network);
        if (isNoun) continue;
        cover(at, words);
        isCalled ||= one !== id;
        isWholeSsid ||= one === ssid && words.length === said.length;
      }
    }
  }
  return { covered, byName, byPlace, byNoun, isCalled, isWholeSsid };
}

/** Where one list of words stands in another; a plural is the same word. */
function placesOf(words: readonly string[], said: readonly string[]): readonly number[] {
  if (words.length === 0) return [];
  return said.flatMap((_, at) =>
    words.every((word, index) => singular(said[at + index] ?? "") === singular(word)) ? [at] : [],
  );
}

const singular = (word: string) => word.replace(/(?<=\p{L}{2})s$/u, "");

/** Whether somebody speaks of a network, and not merely near one. */
function isOfWifi(said: readonly string[], named: Named): boolean {
  if (said.some((word) => wifiWords.has(word)) || named.isWholeSsid) return true;
  const asksKey = said.some(isKeyWord);
  if (named.isCalled && asksKey) return true;
  const text = said.join(" ");
  if (
    /\b(?:get|getting|go|come|be|am|are) (?:online|on(?:to)? the (?:internet|net))\b/.test(text)
  ) {
    return true;
  }
  return said.includes("internet") && (asksKey || named.byName.size > 0 || /\baccess\b/.test(text));
}

/** Whether an unknown word stands where the name of a network or a place does: `wifi paris`, `in the paris office`. */
function isPlace(
  at: number,
  said: readonly string[],
  unknown: readonly number[],
  { covered }: Named,
): boolean {
  const isUnknown = (one: number) => unknown.includes(one);
  const end = unknown.find((one) => one >= at && !isUnknown(one + 1)) ?? at;
  const next = said[end + 1] ?? "";
  if (wifiWords.has(next) || placeNouns.has(next)) return true;
  const before = said.slice(0, at).findLast((word) => word !== "the" && word !== "our");
  if (before !== undefined && prepositions.has(before)) return true;
  const isCommand = said
    .slice(0, unknown[0])
    .every((word, index) => wifiWords.has(word) || covered.has(index));
  return isCommand && end === said.length - 1;
}

/** What is named, in the place that is named; a network without places is everywhere. */
function meant(networks: readonly Network[], { byName, byPlace, byNoun }: Named) {
  if (byName.size === 0 && byPlace.size === 0) {
    return byNoun.size === 0 ? networks : networks.filter((one) => byNoun.has(one));
  }
  return networks.filter(
    (one) =>
      (byName.size === 0 || byName.has(one)) &&
      (byPlace.size === 0 || byPlace.has(one) || (byName.has(one) && one.locations.length === 0)),
  );
}

/** A command to show it here; "what is the wifi here" asks for that of the place. */
function saysHere(text: string, said: readonly string[]): boolean {
  const isCommand = /^(?:wifi|wlan|post|show|put|send|share)$/.test(said[0] ?? "");
  return isCommand && said.at(-1) === "here" && !text.trimEnd().endsWith("?");
}
