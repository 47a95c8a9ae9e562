import type { Danger } from "../entry-fields.ts";
import type { Fence } from "../fence.ts";
import { type DangerousCommand, isCommand, worstCommand } from "./command-danger.ts";
import { dangerNamed, isWorse } from "./danger-order.ts";

/** How dangerous a fence is, and by which of its commands; without one it says so itself. */
export type FenceDanger = {
  readonly danger: Danger;
  readonly command: DangerousCommand | undefined;
};

/** The danger of a fence's worst command, or of its attribute `danger` where that is worse. */
export function fenceDanger(fence: Fence): FenceDanger {
  const { code, language, attributes } = fence;
  if (attributes.output !== undefined) return { danger: "none", command: undefined };
  const command = isCommand(fence) ? worstCommand(code, language) : undefined;
  const implied = command?.danger ?? "none";
  const said = dangerNamed(attributes.danger);
  return isWorse(said, implied)
    ? { danger: said, command: undefined }
    : { danger: implied, command };
}
