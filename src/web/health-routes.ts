import type { Hono } from "hono";
import type { Failed } from "./failure.ts";

/** A part of the process, by its kind: `database`, `tick`, `slack`. Never a name, an id or a version. */
export type PartHealth = {
  readonly part: string;
  readonly up: boolean;
  /** How well it works: numbers and states. */
  readonly detail?: string | undefined;
};

export type HealthGiven = {
  /** In the order in which they are printed. */
  health(): Promise<readonly PartHealth[]>;
};

/** Whether the process lives, and whether it can do its work. Neither asks who wants to know. */
export function addHealthRoutes(app: Hono, { health }: HealthGiven, failed: Failed): void {
  app.get("/livez", (c) => c.text("ok\n"));
  app.get("/readyz", async (c) => {
    try {
      const parts = await health();
      const lines = parts.map(({ part, up, detail }) => {
        const more = detail === undefined ? "" : ` (${detail})`;
        return `${part}: ${up ? "ok" : "down"}${more}\n`;
      });
      return c.text(lines.join(""), parts.every(({ up }) => up) ? 200 : 503);
    } catch (error) {
      return failed(c, error, 503);
    }
  });
}
