import type { Network } from "./network.ts";
import type { PosterLanguage } from "./poster-languages.ts";

/** One at least; the first is that of dates and of what is said once. */
export type PosterLanguages = readonly [PosterLanguage, ...PosterLanguage[]];

/** What one card says; `undefined`: nothing of that kind. */
export type PosterContent = {
  readonly id: string;
  readonly heading: string;
  readonly ssid: string;
  readonly key:
    | { readonly print: "shown"; readonly key: string }
    | { readonly print: "hidden" }
    | { readonly print: "open" };
  readonly note: string | undefined;
  readonly portal: string | undefined;
  readonly owner: string | undefined;
  readonly made: Temporal.PlainDate;
  readonly validUntil: Temporal.PlainDate | undefined;
  readonly languages: PosterLanguages;
};

/**
 * What to write about a network. A key that only some may have is not printed unless somebody says so.
 *
 * @param key undefined where the network is open
 * @param showKey undefined: as the network's audience has it
 */
export function posterContentOf(
  network: Network,
  key: string | undefined,
  {
    made,
    languages,
    showKey = network.audience === "everyone",
  }: {
    readonly made: Temporal.PlainDate;
    readonly languages: PosterLanguages;
    readonly showKey: boolean | undefined;
  },
): PosterContent {
  const { id, name, ssid, note, captivePortal, owner, expires } = network;
  return {
    id,
    heading: name,
    ssid,
    key:
      key === undefined
        ? { print: "open" }
        : showKey
          ? { print: "shown", key }
          : { print: "hidden" },
    note,
    portal: captivePortal,
    owner,
    made,
    validUntil: expires,
    languages,
  };
}
