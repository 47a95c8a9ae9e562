import { lookAlikesIn } from "./look-alikes.ts";
import {
  type Block,
  grid,
  keyBlock,
  legend,
  paragraph,
  phrases,
  type Stacked,
  stack,
  stepsBlock,
  stepsWidth,
  value,
} from "./poster-blocks.ts";
import type { PosterContent } from "./poster-content.ts";
import { type PosterLanguage, posterWords } from "./poster-languages.ts";
import type { PosterLayout } from "./poster-layouts.ts";
import type { Tone } from "./poster-shapes.ts";

/** What is written on a card, and how. */
export type Written = {
  readonly content: PosterContent;
  /** Languages whose steps are told. */
  readonly steps: readonly PosterLanguage[];
  /** So many of them side by side. */
  readonly columns: number;
  readonly size: PosterLayout["size"];
};

/** What the network is called. */
export function headingBlock({ content, size }: Written, width: number, tone: Tone): Block {
  const room = { width, most: size.heading, least: size.heading * 0.55 };
  return value(content.heading, "bold", room, tone);
}

/** What the code is for, in all languages. */
export function invitationBlock({ content, size }: Written, width: number, tone: Tone): Block {
  const invitations = content.languages.map((language) => posterWords[language].invitation);
  return phrases(invitations, width, { size: size.body, face: "sans", tone });
}

/** The network, and its key as far as it is printed. */
export function credentials({ content, size }: Written, width: number): Block {
  const words = content.languages.map((language) => posterWords[language]);
  const room = { width, most: size.value, least: size.leastValue };
  const { key } = content;
  const label = (all: readonly string[]) =>
    phrases(unlike(all), width, { size: size.small, face: "bold", tone: "accent" });
  const says = (all: readonly string[]) =>
    phrases(all, width, { size: size.body, face: "sans", tone: "ink" });
  const below = size.small * 0.1;
  const parts: Stacked[] = [
    { gap: 0, block: label(words.map((one) => one.network)) },
    { gap: below, block: value(content.ssid, "mono", room) },
    { gap: size.small * 0.8, block: label(words.map((one) => one.password)) },
  ];
  if (key.print === "open") {
    return stack([
      ...parts.slice(0, 2),
      { gap: size.small * 0.6, block: says(words.map((one) => one.noPassword)) },
    ]);
  }
  if (key.print === "hidden") {
    return stack([
      ...parts,
      ...words.map((one) => ({ gap: below, block: says([one.passwordHidden]) })),
    ]);
  }
  const looks = lookAlikesIn(key.key);
  const named = looks.map(
    (look) => [look, unlike(words.map((one) => one.lookAlikes[look]))] as const,
  );
  return stack([
    ...parts,
    {
      gap: below,
      // WPA3 takes keys in any script, whose letters fit in no cells.
      block: isAscii(key.key) ? keyBlock(key.key, room) : value(key.key, "mono", room),
    },
    ...(looks.length === 0
      ? []
      : [{ gap: size.small * 0.4, block: legend(named, width, size.small) }]),
  ]);
}

/** What to do, and what the network's owner says. */
export function instructions(
  { content, steps, columns, size }: Written,
  width: number,
): readonly Block[] {
  const gap = size.body * 1.6;
  const cell = (width - gap * (columns - 1)) / columns;
  const language = (one: PosterLanguage) => (steps.length > 1 ? one : undefined);
  // A step in one line is worth somewhat smaller letters.
  const widest = Math.max(...steps.map((one) => stepsWidth(posterWords[one].steps, language(one))));
  const stepSize = Math.max(Math.min(size.body, cell / widest), size.body * 0.8);
  const blocks = steps.map((one) =>
    stepsBlock(posterWords[one].steps, language(one), cell, stepSize),
  );
  const portal = content.portal && `${posterWords[content.languages[0]].portal}: ${content.portal}`;
  const notes = [content.note, portal].filter((text) => text !== undefined);
  return [
    ...(blocks.length === 0 ? [] : [grid(blocks, columns, width, gap, size.body * 0.6)]),
    ...(notes.length === 0
      ? []
      : [
          stack(
            notes.map((text, at) => ({
              gap: at === 0 ? 0 : size.body * 0.3,
              block: paragraph(text, width, {
                size: size.body,
                face: "bold",
                tone: "ink",
              }),
            })),
          ),
        ]),
  ];
}

/** Whose network it is, and from when to when the card holds. */
export function footerBlock({ content, size }: Written, width: number): Block {
  const [language] = content.languages;
  const words = posterWords[language];
  const date = (day: Temporal.PlainDate) => day.toLocaleString(words.locale, { dateStyle: "long" });
  const { owner, validUntil } = content;
  const says = [
    `${words.network} ${content.id}`,
    `${words.madeOn} ${date(content.made)}`,
    ...(validUntil ? [`${words.validUntil} ${date(validUntil)}`] : []),
    ...(owner === undefined ? [] : [`${words.ask} ${owner}`]),
  ];
  return phrases(says, width, {
    size: size.small * 0.92,
    face: "sans",
    tone: "quiet",
  });
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function unlike(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
