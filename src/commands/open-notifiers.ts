import type { Config } from "../config.ts";
import type { Clock } from "../kernel/clock.ts";
import { createEmailNotifier } from "../oncall/notify/email-notifier.ts";
import { loadSecret } from "../oncall/notify/load-secret.ts";
import type { Notifier } from "../oncall/notify/notifier.ts";
import { createNtfyNotifier } from "../oncall/notify/ntfy-notifier.ts";
import { createWebhookNotifier } from "../oncall/notify/webhook-notifier.ts";
import type { World } from "./world.ts";

/** The ways, other than chat, by which people are paged: mail needs settings, all else only what people.yaml says. */
export function createNotifiers({
  config: { mail, privateWebhooks },
  env,
  clock,
}: {
  readonly config: Pick<Config, "mail" | "privateWebhooks">;
  readonly env: World["env"];
  readonly clock: Clock;
}): readonly Notifier[] {
  const readSecret = (reference: string) => loadSecret(reference, env);
  return [
    createNtfyNotifier({ clock, readSecret }),
    createWebhookNotifier({ clock, readSecret, privateAllowed: privateWebhooks }),
    ...(mail === undefined ? [] : [createEmailNotifier(mail)]),
  ];
}
