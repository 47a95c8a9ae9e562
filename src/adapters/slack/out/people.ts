import type { WebClient } from "@slack/web-api";
import type { Clock } from "../../../kernel/clock.ts";
import { createLookup, type Lookup } from "./lookup.ts";

export type SlackPerson = {
  readonly name: string;
  /** A guest, or somebody of another company. */
  readonly isOutsider: boolean;
};

/** @param team gives our own */
export function createPeople(
  client: Pick<WebClient, "users">,
  clock: Clock,
  team: () => string | undefined,
): Lookup<SlackPerson> {
  return createLookup(clock, async (id) => {
    const { user } = await client.users.info({ user: id });
    if (!user) return undefined;
    const { profile } = user;
    const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
    const isOfOthers = user.team_id !== undefined && user.team_id !== team();
    return {
      name: profile?.display_name || profile?.real_name || user.real_name || user.name || id,
      isOutsider: isGuest || user.is_stranger === true || isOfOthers,
    };
  });
}
