import { paragraph } from "../chat/doc.ts";
import { isAskedAside } from "./bare-command.ts";
import { gapForm } from "./gap-form.ts";
import type { Scene } from "./scene.ts";
import { saying, silence, type Turn } from "./turn.ts";

/**
 * Puts on the list of what is lacking what somebody says is. The words of somebody else's message are not yet what they say:
 * they stand in a form, where there are such.
 */
export function talkGap(text: string, { item, able, state, replyKey }: Scene): Turn {
  if (isAskedAside(item) && able?.forms === "modal") {
    return { ...silence("command", state), opens: gapForm(replyKey, text) };
  }
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
