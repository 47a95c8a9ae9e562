/** A place on an axis that has a label. */
export type Tick = { readonly at: number; readonly text: string };

export type Axis = {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
};

export type Point = { readonly x: number; readonly y: number };

export type Series = {
  readonly label: string;
  /** `bars` stand on the x axis around their points; `dashes` is a line to compare with. */
  readonly shape: "line" | "dashes" | "bars";
  readonly tone: "good" | "bad" | "sum" | "quiet";
  /** By x. What lies outside an axis is not drawn. */
  readonly points: readonly Point[];
};

/** What is drawn, whatever it is drawn with. */
export type Chart = {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
};

/** Ticks at the multiples of `step` from one end of an axis to the other. */
export function evenTicks(
  from: number,
  to: number,
  step: number,
  print: (at: number) => string,
): readonly Tick[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const at = (first + place) * step;
    return { at, text: print(at) };
  });
}

/** Where a value lies on an axis: 0 at its beginning, 1 at its end. */
export function placeOn({ from, to }: Axis, value: number): number {
  return (value - from) / (to - from);
}

/** Whether a value lies on an axis; the last digit of a sum does not put it outside. */
export function isOn(axis: Axis, value: number): boolean {
  const place = placeOn(axis, value);
  return place >= -1e-9 && place <= 1 + 1e-9;
}
