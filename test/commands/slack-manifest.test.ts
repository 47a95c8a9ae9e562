import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runInWorld } from "../support/test-world.ts";

describe("ama slack manifest", () => {
  it("asks for what the bot needs, and names the rest as optional", async () => {
    const { code, stdout } = await runInWorld(["slack", "manifest"]);
    expect(code).toBe(0);
    const manifest = parse(stdout);
    expect(manifest.oauth_config.scopes).toEqual({
      bot: [
        "app_mentions:read",
        "chat:write",
        "im:history",
        "im:read",
        "im:write",
        "commands",
        "files:write",
        "reactions:write",
        "users:read",
        "assistant:write",
      ],
      bot_optional: [
        "channels:history",
        "groups:history",
        "mpim:history",
        "channels:read",
        "groups:read",
        "reactions:read",
        "usergroups:read",
        "usergroups:write",
        "channels:write.topic",
        "groups:write.topic",
        "users:read.email",
      ],
    });
    expect(manifest.settings).toMatchObject({
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    });
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([
      "app_mention",
      "message.im",
      "app_home_opened",
      "member_joined_channel",
      "app_uninstalled",
      "tokens_revoked",
      "message.channels",
      "message.groups",
      "reaction_added",
    ]);
  });
});
