/** What the bot cannot do without; an admin grants these when the app is installed. */
export const requiredScopes = [
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
] as const;

/** Each switches something on; without it the bot works, and does less. */
export const optionalScopes = [
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
] as const;
