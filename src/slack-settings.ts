import { z } from "zod";
import { addressSchema, type ConfigProblem, portSchema } from "./setting-schemas.ts";

export type SlackSettings = {
  readonly botToken: string;
  /** How Slack reaches us: by sockets of ours, or by requests to a port. */
  readonly line:
    | { readonly appToken: string }
    | { readonly signingSecret: string; readonly port: number };
  /** Left out: Slack's own. */
  readonly apiUrl: string | undefined;
};

export const slackVariables = {
  SLACK_BOT_TOKEN: slackTokenSchema("SLACK_BOT_TOKEN", "xoxb-"),
  SLACK_APP_TOKEN: slackTokenSchema("SLACK_APP_TOKEN", "xapp-"),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: addressSchema("SLACK_API_URL", "https://slack.com/api/").optional(),
  AMA_SLACK_PORT: portSchema("AMA_SLACK_PORT", "3000").default(3000),
};

type Sound = z.infer<z.ZodObject<typeof slackVariables>>;

export function slackSettings(sound: Sound): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = sound;
  const { SLACK_SIGNING_SECRET: signingSecret, AMA_SLACK_PORT: port } = sound;
  const line = appToken ? { appToken } : signingSecret ? { signingSecret, port } : undefined;
  return botToken && line ? { botToken, line, apiUrl: sound.SLACK_API_URL } : undefined;
}

/** A token alone connects to nothing. */
export function halfOfSlack(given: Readonly<Record<string, string>>): readonly ConfigProblem[] {
  const has = (variable: string) => given[variable] !== undefined;
  const isLine = has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET");
  if (has("SLACK_BOT_TOKEN") === isLine) return [];
  const [variable, missing] = isLine
    ? ["SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN is not set, though another setting of Slack is"]
    : ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN is set, and SLACK_APP_TOKEN is not"];
  return [
    {
      variable,
      message: `${missing}: expected both, so there is no Slack. Set ${variable}, or remove the other one.`,
    },
  ];
}

/** What does not begin so is another kind of token. The value is never shown. */
function slackTokenSchema(variable: string, prefix: string) {
  return z
    .string()
    .refine((text) => text.startsWith(prefix), {
      error: `${variable} does not begin with ${prefix}, and is not shown since it may be a secret: expected the token of that kind. Copy it from the app's page at https://api.slack.com/apps, or remove it to go without Slack.`,
    })
    .optional();
}
