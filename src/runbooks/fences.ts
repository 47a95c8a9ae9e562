import type { RootContent } from "mdast";
import type { Entry } from "../knowledge/entry.ts";
import { type Fence, parseFence } from "../knowledge/fence.ts";
import { codeOf } from "./code-of.ts";
import { differByEnvironment } from "./differ-by-environment.ts";
import { nodesFor } from "./nodes-for.ts";

/** The fences of a runbook that are shown for an environment, or where none is chosen, in the page's order. */
export function fencesOf(runbook: Entry, environment: string | undefined): readonly Fence[] {
  return codeOf(nodesFor(nodesOf(runbook), { environment })).map(parseFence);
}

/** Whether anything in a runbook reads differently in different environments. */
export function dependsOnEnvironment(runbook: Entry): boolean {
  return runbook.native && differByEnvironment(nodesOf(runbook), runbook);
}

function nodesOf(runbook: Entry): readonly RootContent[] {
  const { lead, sections } = runbook.content();
  return [...lead, ...sections.flatMap(({ nodes }) => nodes)];
}
