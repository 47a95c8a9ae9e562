/** Text as Slack is to show it where it reads marks of its own: it makes neither mention nor link of it. */
export function escapeMrkdwn(text: string): string {
  // The three that Slack decodes: https://docs.slack.dev/messaging/formatting-message-text#escaping
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return escaped.toWellFormed();
}
