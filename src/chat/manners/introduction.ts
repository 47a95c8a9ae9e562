import { type Doc, paragraph } from "../doc.ts";
import type { RoomChange } from "../inbox-item.ts";

/** The one line that an invitation earns (M1); undefined for every other change of a room. */
export function introductionOn({ change }: RoomChange): Doc | undefined {
  if (change !== "joined") return undefined;
  return [
    paragraph(
      'I am AMA: mention me with a question about our services and runbooks. "help" tells more; unmentioned I say nothing.',
    ),
  ];
}
