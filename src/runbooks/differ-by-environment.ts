import type { RootContent } from "mdast";
import type { Entry } from "../knowledge/entry.ts";
import { environmentsOfFence, parseFence } from "../knowledge/fence.ts";
import { placeholdersIn } from "../knowledge/placeholder.ts";
import { codeOf } from "./code-of.ts";
import type { Values } from "./placeholders.ts";
import { textsIn } from "./texts-in.ts";

/**
 * Whether nodes of a runbook of ours read differently in different environments: a fence is for certain ones, or a text, code or
 * link names `env`, `env.…`, or a param that takes its value from there.
 *
 * @param told values of params from the question and the thread, which come before the environment's
 */
export function differByEnvironment(
  nodes: readonly RootContent[],
  { params, environments }: Pick<Entry, "params" | "environments">,
  told: Values = {},
): boolean {
  const isBound = codeOf(nodes).some((fence) => environmentsOfFence(parseFence(fence)));
  if (isBound) return true;
  return placeholdersIn(textsIn(nodes).join("\n")).some((name) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (!param || name === "env") return isOfEnvironment(name);
    if (Object.hasOwn(told, name)) return false;
    return param.from === undefined
      ? Object.values(environments).some(({ values }) => Object.hasOwn(values, name))
      : isOfEnvironment(param.from);
  });
}

const isOfEnvironment = (name: string) => name === "env" || name.startsWith("env.");
