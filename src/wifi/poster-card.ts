import { panel, stack } from "./poster-blocks.ts";
import type { PosterContent } from "./poster-content.ts";
import type { PosterLanguage } from "./poster-languages.ts";
import type { PosterLayout } from "./poster-layouts.ts";
import {
  credentials,
  footerBlock,
  headingBlock,
  instructions,
  invitationBlock,
  type Written,
} from "./poster-parts.ts";
import type { Shape } from "./poster-shapes.ts";

/** A card with everything in its place. */
export type PosterCard = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly leftOut: LeftOut;
};

/** What found no room. */
type LeftOut = { readonly steps: readonly PosterLanguage[]; readonly notes: boolean };

type Frame = { readonly width: number; readonly height: number; readonly layout: PosterLayout };
/**
 * Puts all parts of a card in their places: as large as there is room for, then smaller, then without the steps of the last
 * language and so on, at last without what the network's owner notes.
 *
 * @returns undefined when even the rest has no room
 */
export function posterCard(content: PosterContent, layout: PosterLayout): PosterCard | undefined {
  const width = layout.sheet.width / layout.across;
  const height = layout.sheet.height / layout.down;
  const place = layout.text === "below" ? cardBelow : cardBeside;
  for (const leftOut of leavingOut(content)) {
    const steps = content.languages.filter((language) => !leftOut.steps.includes(language));
    const told = leftOut.notes ? { ...content, note: undefined, portal: undefined } : content;
    for (const size of sizesOf(layout)) {
      for (const columns of steps.length > 1 && layout.text === "below" ? [1, 2] : [1]) {
        const shapes = place({ content: told, steps, columns, size }, { width, height, layout });
        if (shapes) return { width, height, shapes, leftOut };
      }
    }
  }
  return undefined;
}

/** From nothing to all that can be spared. */
function leavingOut({ languages }: PosterContent): readonly LeftOut[] {
  const steps = [...languages, undefined].map((_, at) => languages.slice(languages.length - at));
  return [...steps.map((one) => ({ steps: one, notes: false })), { steps: languages, notes: true }];
}

/** From the preferred sizes down to less than half of them; names and keys stay larger than what is said about them. */
function* sizesOf({ size, smallest }: PosterLayout): Generator<PosterLayout["size"]> {
  for (let scale = 1; scale > 0.4; scale *= 0.96) {
    const scaled = (length: number, least = smallest) => Math.max(least, length * scale);
    const value = scaled(size.value, size.leastValue * 0.8);
    yield {
      heading: scaled(size.heading, size.leastValue),
      value,
      leastValue: Math.min(value, size.leastValue),
      body: scaled(size.body),
      small: scaled(size.small),
    };
  }
}

function cardBelow(written: Written, { width, height, layout }: Frame): Shape[] | undefined {
  const { margin } = layout;
  const inner = width - 2 * margin;
  const icon = written.size.heading * 1.7;
  const title = stack([
    { gap: 0, block: headingBlock(written, inner - icon - margin / 2, "title") },
    {
      gap: written.size.small * 0.2,
      block: invitationBlock(written, inner - icon - margin / 2, "invitation"),
    },
  ]);
  const band = { height: Math.max(title.height, icon * 0.8) + margin * 1.1 };
  const footer = footerBlock(written, inner);
  const top = band.height;
  const bottom = height - margin * 0.8 - footer.height;
  const inset = margin * 0.4;
  const parts = [
    panel(credentials(written, inner - 2 * inset), inner, inset),
    ...instructions(written, inner),
  ];
  const needed = parts.reduce((sum, part) => sum + part.height, layout.code);
  // The quiet zone of the code is a gap above and below it already.
  const gaps = parts.length + 0.5;
  const gap = (bottom - top - needed) / gaps;
  if (gap < margin * 0.28) return undefined;
  const even = Math.min(gap, margin * 0.6);
  const slack = (gap - even) * gaps;
  const codeTop = top + slack * 0.4;
  return [
    { shape: "band", x: 0, y: 0, width, height: band.height },
    ...title.at(margin, (band.height - title.height) / 2),
    {
      shape: "waves",
      x: width - margin - icon,
      y: (band.height - icon * 0.8) / 2,
      width: icon,
    },
    { shape: "code", x: (width - layout.code) / 2, y: codeTop, side: layout.code },
    ...stack(
      parts.map((block, at) => ({
        block,
        gap: at === 0 ? even * 0.5 + slack * 0.2 : even + slack * 0.1,
      })),
    ).at(margin, codeTop + layout.code),
    ...footer.at(margin, bottom),
  ];
}

function cardBeside(written: Written, { width, height, layout }: Frame): Shape[] | undefined {
  const { margin, code } = layout;
  const footer = footerBlock(written, width - 2 * margin);
  const bottom = height - margin * 0.7 - footer.height;
  const left = code + margin * 0.3;
  const inner = width - margin - left;
  const parts = [
    headingBlock(written, inner, "ink"),
    // There is no room to say the same twice.
    ...(written.steps.length === 0 ? [invitationBlock(written, inner, "quiet")] : []),
    credentials(written, inner),
    ...instructions(written, inner),
  ];
  const needed = parts.reduce((sum, part) => sum + part.height, 0);
  const top = margin;
  const gap = Math.min((bottom - top - needed) / parts.length, margin);
  if (gap < written.size.small * 0.5 || bottom < code) return undefined;
  return [
    { shape: "code", x: 0, y: (bottom - code) / 2, side: code },
    ...stack(parts.map((block, at) => ({ block, gap: at === 0 ? 0 : gap }))).at(left, top),
    ...footer.at(margin, bottom),
  ];
}
