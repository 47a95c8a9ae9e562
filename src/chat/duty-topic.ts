/** Our part of a topic. Whatever stands around it is people's own. */
const part = /\[On call: [^\]\n]*\]/;

export type TopicLimits = {
  /** Most characters of a topic, as it is written. */
  readonly most: number;
  /** Plain text as the platform writes it in a topic: it makes neither mention nor link of it. */
  readonly written: (text: string) => string;
};

/**
 * Gives a topic that says who is on call in a part of its own, `[On call: Ana]`: in place of what that part said, or after
 * all else. What people wrote stays as it is; where that leaves too little room, the names are cut.
 *
 * @param topic as the platform wrote it
 * @returns undefined when there is room for no name at all
 */
export function topicShowing(
  topic: string,
  who: string,
  { most, written }: TopicLimits,
): string | undefined {
  const { before, after } = around(topic);
  const whole = [...withoutMarks(who)];
  for (let count = whole.length; count > 0; count -= 1) {
    const isCut = count < whole.length;
    const said = isCut ? `${whole.slice(0, count).join("").trimEnd()}…` : whole.join("");
    const shown = `${before}[On call: ${written(said)}]${after}`;
    if (shown.length <= most) return shown;
  }
  return undefined;
}

function around(topic: string): { readonly before: string; readonly after: string } {
  const found = part.exec(topic);
  if (found) {
    const { index } = found;
    return { before: topic.slice(0, index), after: topic.slice(index + found[0].length) };
  }
  return { before: topic === "" || /\s$/.test(topic) ? topic : `${topic} `, after: "" };
}

/** A bracket, or the end of a line, would end our part too early. */
function withoutMarks(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\[/g, "(").replace(/\]/g, ")");
}
