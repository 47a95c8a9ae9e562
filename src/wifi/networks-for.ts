import { mayRead, type Viewer } from "../knowledge/audience.ts";
import type { Network } from "./network.ts";

/** The networks that somebody may have on a day; of all others nothing tells whether they are there. */
export function networksFor(
  networks: readonly Network[],
  viewer: Viewer,
  today: Temporal.PlainDate,
): readonly Network[] {
  const { compare } = Temporal.PlainDate;
  return networks.filter(({ audience, validFrom, expires }) => {
    const isEarly = validFrom && compare(today, validFrom) < 0;
    const isOver = expires && compare(today, expires) > 0;
    return mayRead(audience, viewer) && !isEarly && !isOver;
  });
}
