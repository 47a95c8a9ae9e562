import { MatrixRefusal } from "./matrix-refusal.ts";
import type { RoomEvent } from "./model.ts";
import { positionOf, tokenAt } from "./stream.ts";

type Page = {
  /** In the direction in which was asked. */
  readonly events: readonly RoomEvent[];
  readonly start: string;
  /** Where to go on; left out once there was nothing. */
  readonly end: string | undefined;
  readonly hasMore: boolean;
};

type Usual = { readonly direction: "f" | "b"; readonly limit: number };

/** Pages through events that are given oldest first. @throws MatrixRefusal for a token that is none */
export function pageOf(events: readonly RoomEvent[], query: URLSearchParams, usual: Usual): Page {
  const isBack = (query.get("dir") ?? usual.direction) === "b";
  const from = placeIn(query, "from") ?? (isBack ? Infinity : 0);
  const to = placeIn(query, "to") ?? (isBack ? 0 : Infinity);
  const [least, most] = isBack ? [to, from] : [from, to];
  const within = events.filter(({ position }) => position > least && position <= most);
  const ordered = isBack ? within.toReversed() : within;
  const page = ordered.slice(0, Number(query.get("limit") ?? usual.limit));
  const last = page.at(-1);
  const newest = events.at(-1)?.position ?? 0;
  return {
    events: page,
    start: tokenAt(Math.min(from, newest)),
    end: last && tokenAt(isBack ? last.position - 1 : last.position),
    hasMore: ordered.length > page.length,
  };
}

function placeIn(query: URLSearchParams, name: string): number | undefined {
  const token = query.get(name);
  const position = token === null ? undefined : positionOf(token);
  if (token !== null && position === undefined) {
    throw new MatrixRefusal(400, "M_UNKNOWN", `'${name}' parameter is invalid`);
  }
  return position;
}
