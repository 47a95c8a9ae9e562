import type { WifiSettings } from "../../../src/wifi/wifi-feature.ts";
import { knowledgeOf } from "../../answers/knowledge-of.ts";
import { type MatrixWorldGiven, openMatrixWorld } from "../../contract/matrix-world.ts";
import { smallOffice } from "../../support/small-office.ts";
import { openWholeBot } from "../../support/whole-bot.ts";

const anaOnCall = [
  "schedules:",
  "  primary:",
  "    timezone: UTC",
  "    layers: [{name: week, people: [ana], every: 1 week, start: 2026-02-23T09:00}]",
  "policies: {default: {steps: [{notify: [schedule:primary], wait: 5m}]}}",
  "",
].join("\n");

/** The small office in Matrix, with the whole bot: Ana is on call, Bo is not, and nobody knows Cy, who reads along in the room. */
export async function openMatrixOffice({
  wifi,
  ...given
}: Omit<MatrixWorldGiven, "pictures"> & {
  /** The text of wifi.yaml, and how networks are shown. */
  readonly wifi?: WifiSettings & { readonly text: string };
}) {
  const world = await openMatrixWorld(given);
  const { server, clock, ana, bo, cy, here } = world;
  await server.invite(ana.user, here.room, cy.user);
  await server.join(cy.user, here.room);
  const base = knowledgeOf({
    ...smallOffice,
    "people.yaml": [
      "teams: [{id: team-platform, name: Platform, members: [ana]}]",
      "people:",
      `  - {id: ana, name: Ana, matrix: "${ana.user}", roles: [oncall, admin]}`,
      `  - {id: bo, name: Bo, matrix: "${bo.user}", roles: [oncall]}`,
      "",
    ].join("\n"),
    "oncall.yaml": anaOnCall,
    ...(wifi ? { "wifi.yaml": wifi.text } : {}),
  });
  const bot = await openWholeBot({
    clock,
    wifi,
    knowledge: () => base,
    connect: (_settle, pictures) => world.connect(pictures),
  });
  return {
    ...world,
    bot,
    /** Everything that people did is worked on, and said. */
    async settle() {
      for (let turn = 0; turn < 2; turn += 1) {
        await world.arrived();
        await bot.settle();
      }
      await world.arrived();
    },
    /** The process ends, and another begins. */
    async restart() {
      await bot.end("stop");
      await bot.start();
    },
    async close() {
      await bot.close();
      await world.close();
    },
  };
}
