import type { Mute } from "../mute-store.ts";
import type { PageWriting } from "./page-writing.ts";

/** What keeps monitors from paging for a service now. */
export async function muteOf(
  service: string | undefined,
  { transaction, at, mutes }: PageWriting,
): Promise<Mute | undefined> {
  return (await mutes.list(at, transaction)).find((mute) => mute.service === service);
}
