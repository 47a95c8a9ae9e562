import { remembered } from "./remembered.ts";
import { createRotation } from "./rotation.ts";
import type { Layer, Overlays, Schedule, ShiftSource } from "./schedule.ts";
import { type Bounds, narrow, type Stretch } from "./stretch.ts";
import { wallClockOf } from "./wall-clock.ts";
import { createWindows } from "./weekly-windows.ts";

/** Who serves, and a stretch in which that stays so; the same may go on beyond it. */
export type Duty = Stretch & { readonly serving: Serving | undefined };

export type Serving = {
  readonly person: string;
  readonly source: ShiftSource;
  /** What puts the person there: a layer, an overlay, a shift of a temporary schedule. */
  readonly by: object;
  /** Where the shift of the rotation began; 0 where no rotation is asked. */
  readonly handoff: number;
};

type LayerAt = (instant: number) => Duty;
type Laid = Stretch & { readonly person: string; readonly source: ShiftSource };
type LaidOverride = Laid & { readonly insteadOf: string | undefined };
type LaidSwap = Laid & { readonly takenFrom: string };
type LaidTemporary = Stretch & { readonly shiftsLastFirst: readonly Laid[] };

/** The lists from the strongest to the weakest; swaps as they apply. */
type Laying = {
  readonly temporaryLastFirst: readonly LaidTemporary[];
  readonly overridesLastFirst: readonly LaidOverride[];
  readonly swaps: readonly LaidSwap[];
};

/**
 * Creates the answer to "who serves at this instant", in epoch milliseconds: temporary schedules stand above overrides,
 * overrides above swaps, swaps above layers. Within each list entries apply one after the other, so that the later wins
 * and a swap can pass on what another has taken.
 */
export function createDuty(schedule: Schedule, overlays: Overlays): (instant: number) => Duty {
  const layersLastFirst = layersOf(schedule);
  const laying = layingOf(overlays);
  return (instant) => {
    const bounds = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
    const serving = servingAt(layersLastFirst, laying, bounds, instant);
    return { ...bounds, serving };
  };
}

function servingAt(
  layersLastFirst: readonly LayerAt[],
  laying: Laying,
  bounds: Bounds,
  instant: number,
): Serving | undefined {
  const covers = (stretch: Stretch) => narrow(bounds, stretch, instant);
  const temporary = laying.temporaryLastFirst.find(covers);
  if (temporary !== undefined) return laid(temporary.shiftsLastFirst.find(covers));

  // What an override hides for everybody is not asked: a long one may hide a thousand hand-offs.
  const partial: LaidOverride[] = [];
  const whole = laying.overridesLastFirst.find((override) => {
    if (!covers(override)) return false;
    if (override.insteadOf !== undefined) partial.unshift(override);
    return override.insteadOf === undefined;
  });
  let serving = laid(whole) ?? swappedAt(layersLastFirst, laying.swaps, bounds, instant);
  for (const override of partial)
    if (serving?.person === override.insteadOf) serving = laid(override);
  return serving;
}

function swappedAt(
  layersLastFirst: readonly LayerAt[],
  swaps: readonly LaidSwap[],
  bounds: Bounds,
  instant: number,
): Serving | undefined {
  let serving = layeredAt(layersLastFirst, bounds, instant);
  for (const swap of swaps) {
    if (!narrow(bounds, swap, instant) || serving?.person !== swap.takenFrom) continue;
    // Two shifts that somebody takes remain two.
    serving = { ...swap, by: swap, handoff: serving.handoff };
  }
  return serving;
}

function layeredAt(
  layersLastFirst: readonly LayerAt[],
  bounds: Bounds,
  instant: number,
): Serving | undefined {
  for (const layerAt of layersLastFirst) {
    const duty = layerAt(instant);
    narrow(bounds, duty, instant);
    if (duty.serving !== undefined) return duty.serving;
  }
  return undefined;
}

const laid = (entry: Laid | undefined): Serving | undefined =>
  entry && { person: entry.person, source: entry.source, by: entry, handoff: 0 };

const layersOf = remembered(({ timeZone, layers }: Schedule): readonly LayerAt[] =>
  layers.map((layer) => createLayer(layer, timeZone)).toReversed(),
);

function createLayer(layer: Layer, timeZone: string): LayerAt {
  const clock = wallClockOf(timeZone);
  const rotation = createRotation(layer, clock);
  const windowsAt = createWindows(layer.active, clock);
  const source = { layer: layer.name };
  // Questions come in the order of time, or about now: the last answer often holds.
  let last: Duty | undefined;

  function work(instant: number): Duty {
    const window = windowsAt(instant);
    if (!window.open) return { start: window.start, end: window.end, serving: undefined };
    const { start, end, person } = rotation.shiftAt(instant);
    return {
      start: Math.max(start, window.start),
      end: Math.min(end, window.end),
      serving: person === undefined ? undefined : { person, source, by: layer, handoff: start },
    };
  }

  return (instant) => {
    if (last === undefined || instant < last.start || instant >= last.end) last = work(instant);
    return last;
  };
}

const layingOf = remembered(
  ({ overrides, swaps, temporary }: Overlays): Laying => ({
    overridesLastFirst: overrides
      .map(({ ref, person, insteadOf, ...span }) => ({
        ...stretchOf(span),
        person,
        insteadOf,
        source: { override: ref },
      }))
      .toReversed(),
    swaps: swaps.flatMap(({ ref, person, takenBy, ...span }) =>
      takenBy === undefined
        ? []
        : [{ ...stretchOf(span), person: takenBy, takenFrom: person, source: { swap: ref } }],
    ),
    temporaryLastFirst: temporary
      .map(({ ref, shifts, ...span }) => ({
        ...stretchOf(span),
        shiftsLastFirst: shifts
          .map(({ person, ...shift }) => ({
            ...stretchOf(shift),
            person,
            source: { temporary: ref },
          }))
          .toReversed(),
      }))
      .toReversed(),
  }),
);

const stretchOf = ({
  start,
  end,
}: {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}): Stretch => ({ start: start.epochMilliseconds, end: end.epochMilliseconds });
