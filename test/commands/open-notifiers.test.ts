import { describe, expect, it } from "vitest";
import { createNotifiers } from "../../src/commands/open-notifiers.ts";
import { readConfig } from "../../src/config.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

const clock = createStoppedClock("2026-11-25T09:00:00Z");
const notifiersOf = (env: Readonly<Record<string, string>>) =>
  createNotifiers({ config: readConfig(env).config, env, clock });
const smtp = { AMA_SMTP_URL: "smtp://mail.example.org" };
const from = { AMA_MAIL_FROM: "ama@example.org" };

describe("the ways other than chat", () => {
  it.each([
    ["nothing is set", {}, ["ntfy", "webhook"]],
    ["half of mail is set", smtp, ["ntfy", "webhook"]],
    ["the other half is", from, ["ntfy", "webhook"]],
    ["both are", { ...smtp, ...from }, ["ntfy", "webhook", "email"]],
  ])("are there when %s", (_when, env, ways) => {
    expect(notifiersOf(env).map(({ via }) => via)).toEqual(ways);
  });

  it("lead a webhook into a private network where a setting allows it", async () => {
    const key = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const checked = async (env: Readonly<Record<string, string>>) =>
      await notifiersOf({ ANA: `http://127.0.0.1:9/hook ${key}`, ...env })
        .find(({ via }) => via === "webhook")
        ?.check("env:ANA");
    expect(await checked({})).toContain("private address");
    expect(await checked({ AMA_WEBHOOK_PRIVATE: "yes" })).toBeUndefined();
  });
});
