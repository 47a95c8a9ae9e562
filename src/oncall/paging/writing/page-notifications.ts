import type { NotifiedPerson } from "../../page/turn-people.ts";
import type { NewNotification } from "../notification-store.ts";

/** What is planned for somebody, as it waits to be sent. */
export function pageNotifications(
  { person, notifications }: Pick<NotifiedPerson, "person" | "notifications">,
  of: Pick<NewNotification, "page" | "turn" | "lasts">,
): readonly NewNotification[] {
  return notifications.map(({ via, dueAt, key }) => ({
    ...of,
    key,
    person,
    via,
    kind: "page",
    text: undefined,
    due: dueAt,
  }));
}
