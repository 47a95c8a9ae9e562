import { paragraph } from "../chat/doc.ts";
import type { Scene } from "./scene.ts";
import { saying, type Turn } from "./turn.ts";

/** Puts on the list of what is lacking what somebody says is. */
export function talkGap(text: string, { state }: Scene): Turn {
  if (text === "") {
    const ask = 'Nothing is logged yet. Say what is missing: "gap: how do I rotate the mail keys".';
    return saying("clarify", [paragraph(ask)], state);
  }
  return {
    ...saying("command", [paragraph("Logged as a gap.")], state),
    effects: [
      async ({ recordMiss }) => {
        const notice = await recordMiss({ question: text, kind: "no_answer", key: undefined });
        return [paragraph(notice.text)];
      },
    ],
  };
}
