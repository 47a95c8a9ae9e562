import type { Catalogue } from "../knowledge/catalogue.ts";
import type { Network } from "./network.ts";
import { printDay } from "./print-day.ts";

/** What the owner of a network is told once: that its key is due to be changed since a day, or was changed on one. */
export type OwnerNotice = {
  readonly network: Network;
  readonly kind: "rotate" | "rotated";
  readonly day: Temporal.PlainDate;
};

/** What owners are to know on a day. */
export function ownerNotices(
  networks: readonly Network[],
  today: Temporal.PlainDate,
): readonly OwnerNotice[] {
  const { compare } = Temporal.PlainDate;
  return networks.flatMap((network): readonly OwnerNotice[] => {
    const { rotated, rotateBy } = network;
    const isDue = rotateBy && compare(today, rotateBy) > 0;
    const isDone = rotated && compare(rotated, today) <= 0;
    return [
      ...(isDue ? [{ network, kind: "rotate", day: rotateBy } as const] : []),
      ...(isDone ? [{ network, kind: "rotated", day: rotated } as const] : []),
    ];
  });
}

export function ownerNoticeText({ network: { id, rotated }, kind, day }: OwnerNotice): string {
  if (kind === "rotated") {
    return `WiFi: ${id} was rotated on ${printDay(day)}: posters made before are void.`;
  }
  const last = rotated ? ` It was last changed on ${printDay(rotated)}.` : "";
  return `WiFi: the key of ${id} was to be changed by ${printDay(day)}.${last} Change it, and set "rotated" in wifi.yaml.`;
}

/** The ids of those who look after a network: a person, or the members of a team. */
export function ownersOf(
  { owner }: Pick<Network, "owner">,
  { teams, people }: Pick<Catalogue, "teams" | "people">,
  today: Temporal.PlainDate,
): readonly string[] {
  const ids = teams.find(({ id }) => id === owner)?.members ?? [owner];
  return people
    .filter(({ id, left }) => {
      const isGone = left && Temporal.PlainDate.compare(left, today) <= 0;
      return ids.includes(id) && !isGone;
    })
    .map(({ id }) => id);
}
