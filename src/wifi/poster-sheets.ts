import type { PosterCard } from "./poster-card.ts";
import type { PosterLayout } from "./poster-layouts.ts";
import type { QrCode } from "./qr-code.ts";

/** A card, and the code that stands on it. */
export type CodedCard = {
  readonly card: PosterCard;
  readonly code: QrCode;
  /** What the code is, for somebody who does not see it. */
  readonly label: string;
};

/** One piece of paper. Lengths are in millimetres. */
export type PosterSheet = {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly (CodedCard & { readonly x: number; readonly y: number })[];
  /** Lines to cut along. */
  readonly cuts: readonly {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  }[];
};

/** Lays cards on sheets, row by row; a sheet that holds them all several times does. */
export function posterSheets(
  cards: readonly CodedCard[],
  layout: PosterLayout,
): readonly PosterSheet[] {
  const { sheet, across, down } = layout;
  const places = across * down;
  const rounds = Math.max(1, Math.floor(places / cards.length));
  const all = Array.from({ length: rounds }, () => cards).flat();
  const [width, height] = [sheet.width / across, sheet.height / down];
  return Array.from({ length: Math.ceil(all.length / places) }, (_, page) => ({
    ...sheet,
    cards: all.slice(page * places, (page + 1) * places).map((card, at) => ({
      ...card,
      x: (at % across) * width,
      y: Math.floor(at / across) * height,
    })),
    cuts: [
      ...inner(across).map((at) => ({ x1: at * width, y1: 0, x2: at * width, y2: sheet.height })),
      ...inner(down).map((at) => ({ x1: 0, y1: at * height, x2: sheet.width, y2: at * height })),
    ],
  }));
}

/** The borders between so many. */
function inner(count: number): readonly number[] {
  return Array.from({ length: count - 1 }, (_, at) => at + 1);
}
