import type { Principal } from "../../src/chat/conversation.ts";
import { type Files, page } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";

/**
 * The small office with a page that is longer than a message, an admin, and somebody on call.
 *
 * @param accounts of Ana and Bo where they do not go by their own names
 */
export function storyOffice(accounts?: readonly [ana: Principal, bo: Principal]): Files {
  const [ana = "", bo = ""] = (accounts ?? []).map(
    ({ platform, user }) => `, ${platform}: "${user}"`,
  );
  return {
    ...smallOffice,
    "answers/pension.md": page(
      [
        "title: Pension plan",
        "questions: [what does the pension plan pay]",
        "owner: team-platform",
      ],
      Array.from({ length: 30 }, (_, index) => `Paragraph ${index + 1}.`).join("\n\n"),
    ),
    "people.yaml": [
      "teams: [{id: team-platform, name: Platform, members: [ana]}]",
      "people:",
      `  - {id: ana, name: Ana, roles: [oncall]${ana}}`,
      `  - {id: bo, name: Bo, roles: [admin]${bo}}`,
      '  - {id: cleo, name: Cleo, left: "2026-11-25"}',
      "",
    ].join("\n"),
    "oncall.yaml": [
      "policies:",
      "  default:",
      "    steps:",
      '      - {notify: ["person:ana"], wait: 5m}',
      '      - {notify: ["person:ana"], wait: 5m}',
      "",
    ].join("\n"),
  };
}
