import type { Notification } from "../../notify/notification.ts";
import { type LinkAction, makeLink } from "../../notify/one-time-link.ts";
import type { DeliveryWriting } from "./delivery-given.ts";

/** What a notification has to press: made anew with every try, since nothing that could be used is kept. */
export async function notificationLinks(
  page: number,
  person: string,
  { transaction, at, publicUrl, links, newNonce }: DeliveryWriting,
): Promise<Notification["actions"]> {
  if (publicUrl === undefined) return [];
  const offered: { readonly action: LinkAction; readonly url: string }[] = [];
  for (const action of ["ack", "escalate"] as const) {
    const bits = Buffer.from(newNonce(), "hex");
    const { token, stored } = makeLink({ page, person, action }, bits, at);
    await links.add(transaction, stored);
    offered.push({ action, url: `${publicUrl.replace(/\/+$/, "")}/act/${token}` });
  }
  return offered;
}
