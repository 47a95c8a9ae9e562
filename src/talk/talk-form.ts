import { paragraph } from "../chat/doc.ts";
import type { FormSubmit } from "../chat/inbox-item.ts";
import { formProblems } from "./form-problems.ts";
import { gapForm, gapFormId } from "./gap-form.ts";
import { overrideForm, overrideFormId, overrideWords } from "./override-form.ts";
import { pageFormId } from "./page-form.ts";
import type { Scene } from "./scene.ts";
import { talkGap } from "./talk-gap.ts";
import { talkOncall } from "./talk-oncall.ts";
import { talkPage } from "./talk-page.ts";
import { pageFilledIn } from "./talk-page-form.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** Does what a form that was sent says. */
export async function talkForm(item: FormSubmit, scene: Scene): Promise<Turn> {
  const { form, instance, values } = item;
  const { state } = scene;
  switch (form) {
    case pageFormId:
      return await talkPage(await pageFilledIn(item, scene), scene);
    case gapFormId: {
      const problems = formProblems(gapForm(instance), values);
      if (problems) return clarify(`Nothing is logged. ${problems}`);
      return talkGap(values.text?.trim() ?? "", scene);
    }
    case overrideFormId: {
      const problems = formProblems(overrideForm(instance), values);
      if (problems) return clarify(`Nothing is changed. ${problems}`);
      const words = overrideWords(values);
      const unread = `Nothing is changed: I cannot read "override ${words}". Say it like "override primary @bo fri 18:00 to mon 9".`;
      return talkOncall("override", words, scene) ?? clarify(unread);
    }
    default:
      return silence("silent:M1", state);
  }

  function clarify(text: string): Turn {
    return saying("clarify", [paragraph(text)], state);
  }
}
