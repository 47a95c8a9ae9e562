/** The emoji that people write alone, which Slack sends by their names. */
const emojiByName: Readonly<Record<string, string>> = {
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  thumbsdown: "👎",
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  ok_hand: "👌",
  pray: "🙏",
  tada: "🎉",
  clap: "👏",
  raised_hands: "🙌",
  wave: "👋",
  heart: "❤️",
  slightly_smiling_face: "🙂",
  smile: "😄",
  rocket: "🚀",
  eyes: "👀",
};

/** A name without its skin tone: `+1::skin-tone-2` is `+1`. */
export function emojiName(name: string): string {
  return name.replace(/::skin-tone-\d$/, "");
}

/** Puts emoji for their names, where we know them: `:+1:` is 👍. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):(?::skin-tone-\d:)?/g, (written, name: string) =>
    Object.hasOwn(emojiByName, name) ? (emojiByName[name] ?? written) : written,
  );
}
