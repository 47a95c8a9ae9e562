import type { RootContent } from "mdast";
import { environmentsOfFence, type FenceRole, roleOfFence } from "../knowledge/fence.ts";
import { withoutFences } from "./without-fences.ts";

/** Which fences are to be shown. */
export type FenceChoice = {
  /** The id of the environment chosen; with none, no fence is shown that is for certain ones. */
  readonly environment: string | undefined;
  /** Roles whose fences stand elsewhere. */
  readonly without?: readonly FenceRole[];
};

/** The nodes as they are shown: without the fences of other environments and of some roles. */
export function nodesFor(
  nodes: readonly RootContent[],
  { environment, without = [] }: FenceChoice,
): readonly RootContent[] {
  return withoutFences(nodes, (fence) => {
    const environments = environmentsOfFence(fence);
    const role = roleOfFence(fence);
    return (
      (environments !== undefined &&
        (environment === undefined || !environments.includes(environment))) ||
      (role !== undefined && without.includes(role))
    );
  });
}
