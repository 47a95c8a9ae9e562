import type { PosterLanguage } from "./poster-languages.ts";

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
  /** One at least; the first is that of dates and the footer. */
  readonly languages: readonly [PosterLanguage, ...PosterLanguage[]];
};
