import type { InboxItem } from "../chat/inbox-item.ts";

/** Whether it is a command that left no message in its room: there is nothing to answer under. */
export function isBareCommand(item: InboxItem): boolean {
  return (
    item.kind === "message" &&
    item.addressed === "command" &&
    item.message.message === item.dedupKey
  );
}

/** Whether somebody asks about a message, with its words, by a command that nobody else sees. */
export function isAskedAside(item: InboxItem): boolean {
  return item.kind === "message" && item.quoted !== undefined && isBareCommand(item);
}
