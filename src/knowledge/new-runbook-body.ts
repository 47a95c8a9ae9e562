import { type NewStep, newCommands, openStep } from "./new-commands.ts";
import type { SectionRole } from "./section-roles.ts";

/**
 * Writes what stands below the front matter of a runbook that is only begun: its steps, as far as they are usual for the
 * kind and the verb, and the sections asked for. What the commands need stands in them by its bare name: `{{namespace}}`.
 */
export function newRunbookBody(
  kind: string | undefined,
  verb: string,
  sections: readonly SectionRole[],
): string {
  const commands = newCommands(kind);
  const usual = commands?.byVerb.get(verb);
  const parts: readonly (readonly [SectionRole, string, readonly string[]])[] = [
    [
      "before",
      "Before you start",
      ["- TODO: what has to be true first, and how to see that it is"],
    ],
    ["steps", "Steps", (usual?.steps ?? [openStep]).map(stepText)],
    [
      "verify",
      "Verify",
      commands
        ? [
            fence(commands.verify),
            "TODO: what that has to say, and what else shows that everything works: a dashboard, a request of your own.",
          ]
        : ["TODO: how to see that everything works again."],
    ],
    [
      "rollback",
      "Roll back",
      usual?.back
        ? [`${usual.back.what} TODO: check that this undoes the steps.`, fence(usual.back.command)]
        : ['TODO: how to undo it; or begin with "Not possible:" and say why.'],
    ],
    ["escalate", "Escalate", ["TODO: whom to ask when this did not help."]],
  ];
  return [
    "TODO: what this does, what people notice meanwhile, and how long it takes. This paragraph is what people read in chat.",
    ...parts
      .filter(([role]) => role === "steps" || sections.includes(role))
      .flatMap(([, heading, blocks]) => [`## ${heading}`, ...blocks]),
  ]
    .join("\n\n")
    .concat("\n");
}

/** A command that is usual elsewhere may be wrong here, so the step says that it is a guess. */
function stepText({ what, command, expect, ifNot }: NewStep, index: number): string {
  const text = what.includes("TODO") ? what : `${what} TODO: check the command.`;
  const below = [fence(command), `Expect: ${expect}`, `If not: ${ifNot}`].join("\n\n");
  return `${index + 1}. ${text}\n\n${below.replace(/^(?=.)/gm, "   ")}`;
}

const fence = (command: string) => `\`\`\`shell\n${command}\n\`\`\``;
