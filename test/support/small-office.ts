import { type Files, page } from "./knowledge-folder.ts";

const answer = (title: string, question: string, body: string, ...more: readonly string[]) =>
  page([`title: ${title}`, `questions: [${question}]`, "owner: team-platform", ...more], body);

/**
 * A knowledge folder with one of each: an answer, two that are hard to tell apart, a notice with dates, a runbook for two
 * environments, and pages for members and for one team only. The words of its title and text tell a private page from the
 * question that finds it.
 */
export const smallOffice: Files = {
  "answers/vpn.md": answer(
    "Set up the VPN",
    "how do I set up the vpn on my laptop",
    "Install WireGuard and import your profile.",
  ),
  "answers/wiki.md": answer(
    "Write in the wiki",
    "where do I write meeting notes",
    "Every team has a space in the wiki.",
  ),
  "answers/printer-attic.md": answer(
    "Printer in the attic",
    "why does the printer eat paper",
    "Open the upper tray.",
  ),
  "answers/printer-cellar.md": answer(
    "Printer in the cellar",
    "why does the printer eat paper",
    "Open the lower tray.",
  ),
  "answers/fair.md": answer(
    "Visit the fair",
    "when does the fair open its doors",
    "Hall nine, from eight.",
    "valid_from: 2026-06-01",
    "expires: 2026-06-30",
  ),
  "answers/salary-bands.md": answer(
    "Salary bands",
    "how much does a senior earn",
    "The compensation table has four rows.",
    "audience: members",
  ),
  "answers/strongroom.md": answer(
    "Strongroom",
    "who keeps the keys of the cage",
    "Behind the crimson door.",
    "audience: [team-platform]",
  ),
  "runbooks/restart-billing.md": page(
    [
      "title: Restart billing",
      "questions: [how do I restart billing]",
      "services: [billing]",
      "environments: {staging: {host: stg1}, prod: {host: prd1}}",
      "danger: low",
      "owner: team-platform",
    ],
    "Ends open invoices.\n\n## Steps\n\n1. Restart it.\n\n   ```shell\n   ssh {{env.host}} systemctl restart billing\n   ```",
  ),
  "services.yaml": "services: [{id: billing, name: Billing, owner: team-platform}]\n",
  "people.yaml": [
    "teams: [{id: team-platform, name: Platform, members: [ana]}]",
    'people: [{id: ana, name: Ana}, {id: bo, name: Bo}, {id: cleo, name: Cleo, left: "2026-11-25"}]',
    "",
  ].join("\n"),
};
