import { describe, expect, it } from "vitest";
import { z } from "zod";
import { mapBody } from "../../../src/adapters/slack/in/map-body.ts";
import { globalShortcuts, messageShortcuts } from "../../../src/adapters/slack/in/map-shortcut.ts";
import { slackManifest } from "../../../src/adapters/slack/manifest.ts";
import { globalShortcut, known, messageShortcut, nine, slashCommand } from "./in/payloads.ts";

const { features } = z
  .object({
    features: z.object({
      slash_commands: z.array(z.object({ command: z.string() })),
      shortcuts: z.array(
        z.object({
          type: z.enum(["message", "global"]),
          callback_id: z.string(),
          // https://docs.slack.dev/interactivity/implementing-shortcuts
          name: z.string().max(24),
          description: z.string().max(150),
        }),
      ),
    }),
  })
  .parse(slackManifest());

describe("the manifest of the app in Slack", () => {
  it("offers the shortcuts that are understood, and no other", () => {
    const offered = (type: string) =>
      features.shortcuts.filter((one) => one.type === type).map((one) => one.callback_id);
    expect(offered("message").toSorted()).toEqual(messageShortcuts.toSorted());
    expect(offered("global").toSorted()).toEqual(globalShortcuts.toSorted());
  });

  it.each(features.shortcuts)("offers a shortcut that does something: $name", (one) => {
    const id = one.callback_id;
    const chosen =
      one.type === "global" ? globalShortcut(id) : messageShortcut(id, { text: "why?" });
    expect(mapBody(chosen, known, nine).as).not.toBe("nothing");
  });

  it.each(features.slash_commands)("offers a command that does something: $command", (one) => {
    expect(mapBody(slashCommand(one.command, "why?"), known, nine).as).toBe("item");
  });

  it("promises no answer in a thread, where others would read it", () => {
    const ask = features.shortcuts.find((one) => one.callback_id === "ask-ama");
    expect(ask?.description).toContain("to you alone");
  });
});
