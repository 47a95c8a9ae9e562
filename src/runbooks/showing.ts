import type { Entry } from "../knowledge/entry.ts";
import type { Danger } from "../knowledge/entry-fields.ts";
import { dangerInForce, dangerOfChoice } from "./danger-in-force.ts";
import { dependsOnEnvironment } from "./fences.ts";
import type { RunbookRuling } from "./ruling.ts";

/** How much of a runbook is shown. */
export type Showing = {
  /** The level in force; with several environments left to choose from, the worst of them. */
  readonly danger: Danger;
  readonly environment: string | undefined;
  /** Environments to choose from. */
  readonly ask: readonly string[];
  /**
   * `none`: nothing of it depends on what is still asked; `commands`: all commands are withheld until an environment is
   * chosen; `until-shown`: until somebody asks for them, which is then recorded.
   */
  readonly withheld: "none" | "commands" | "until-shown";
};

/** What is written down when the commands of a dangerous runbook are shown. */
export type ShownCommands = {
  readonly entry: string;
  readonly environment: string | undefined;
  readonly danger: Danger;
};

/**
 * Decides what is shown at once. With danger high, no command is: the environment is chosen first, never by default where
 * there are several, and the commands are asked for.
 *
 * @param confirmed the environment for which somebody asked for the commands, `""` where there is none to choose; one
 *   that is not the environment shown confirms nothing
 */
export function showingOf(
  { entry, choice, destructive }: Pick<RunbookRuling, "entry" | "choice" | "destructive">,
  confirmed?: string,
): { readonly showing: Showing; readonly record: ShownCommands | undefined } {
  const environment = choice.kind === "chosen" ? choice.id : undefined;
  const ask = "possible" in choice ? choice.possible : [];
  const danger = destructive ? "high" : dangerOfChoice(entry, choice);
  if (ask.length > 0) {
    const isFree = danger !== "high" && choice.kind === "open" && !depends(entry, choice);
    const showing = { danger, environment, ask, withheld: isFree ? "none" : "commands" } as const;
    return { showing, record: undefined };
  }
  if (danger !== "high") {
    return { showing: { danger, environment, ask, withheld: "none" }, record: undefined };
  }
  const isConfirmed = confirmed !== undefined && confirmed === (environment ?? "");
  return {
    showing: { danger, environment, ask, withheld: isConfirmed ? "none" : "until-shown" },
    record: isConfirmed ? { entry: entry.id, environment, danger } : undefined,
  };
}

/** Whether what is shown or its danger is another one in another environment. */
function depends(entry: Entry, { possible }: { readonly possible: readonly string[] }): boolean {
  const levels = new Set(possible.map((id) => dangerInForce(entry, id)));
  return levels.size > 1 || dependsOnEnvironment(entry);
}
