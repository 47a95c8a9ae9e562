import type { World } from "./world.ts";

/** Whether what is printed may have colours: at a terminal, unless NO_COLOR is set. */
export const hasColours = ({ stdout, env }: Pick<World, "stdout" | "env">): boolean =>
  stdout.isTTY === true && !env.NO_COLOR;
