import type { types } from "@slack/bolt";
import type { Principal } from "../../../chat/conversation.ts";
import { isOpenable, type Run } from "../../../chat/doc.ts";
import { addressOf, runsText } from "../../../chat/doc-text.ts";
import type { Surface } from "./surface.ts";

type Link = Extract<Run, { readonly link: string }>;
type Styles = { bold?: true; italic?: true; strike?: true; code?: true };

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-section-element: longer is refused. */
const longestUrl = 3_000;

/**
 * Runs as elements of rich text, none of them empty. Slack shows such text as it is, whatever it holds; nobody is
 * mentioned but by a run that says so, and only in the workspace it is for.
 */
export function richRuns(
  runs: readonly Run[],
  surface: Pick<Surface, "workspace">,
): types.RichTextElement[] {
  return runs.flatMap((run): types.RichTextElement[] => {
    if ("text" in run) return richText(run.text, stylesOf(run));
    if ("link" in run) return link(run);
    return isCallable(run.mention, surface.workspace)
      ? [{ type: "user", user_id: run.mention.user }]
      : richText(run.name);
  });
}

/** A text as an element; none for a text without a character. */
export function richText(text: string, style: Styles = {}): types.RichTextText[] {
  if (text === "") return [];
  const isPlain = Object.keys(style).length === 0;
  return [{ type: "text", text: text.toWellFormed(), ...(isPlain ? {} : { style }) }];
}

/** One element, in the style that all of its text has, so that it is one thing to press. */
function link(run: Link): types.RichTextElement[] {
  const styled = run.runs.map((one) => ("text" in one ? stylesOf(one) : {}));
  const style = styled.reduce(
    (common, one) =>
      Object.fromEntries(Object.entries(common).filter(([name]) => Object.hasOwn(one, name))),
    styled[0] ?? {},
  );
  const text = run.runs.map((one) => ("text" in one ? one.text : runsText([one]))).join("");
  const url = run.link;
  if (!isOpenable(url) || !URL.canParse(url) || url.length > longestUrl) {
    return richText(runsText([run]), style);
  }
  const isPlain = Object.keys(style).length === 0;
  const shown = text.trim() === "" ? addressOf(url) : text.toWellFormed();
  return [{ type: "link", url, text: shown, ...(isPlain ? {} : { style }) }];
}

function stylesOf({ bold, italic, strike, code }: Extract<Run, { readonly text: string }>): Styles {
  return {
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
    ...(strike ? { strike } : {}),
    ...(code ? { code } : {}),
  };
}

function isCallable({ platform, workspace, user }: Principal, here: string): boolean {
  return platform === "slack" && workspace === here && /^[UW][A-Z0-9]+$/.test(user);
}
