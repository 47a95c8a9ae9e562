import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { SearchSystem } from "./systems.ts";
import { renderTable } from "./table.ts";

const scaleSchema = z.object({
  buildMs: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  /** The time until the event loop went on: for the first search, the longest until the system was compiled, and after. */
  firstMs: z.number(),
  warmingMs: z.number(),
  longestMs: z.number(),
  /** What the process grew by; the heap knows nothing of memory that native code holds. */
  heapMb: z.number(),
  rssMb: z.number(),
});

/** What a system costs at one size. */
export type Scale = z.infer<typeof scaleSchema>;
type Named = { readonly name: string; readonly scale: Scale };

/** Measures a system over the grown entries of the sets in `folder`, in a process of its own. */
export async function scaleOf(
  { name }: SearchSystem,
  size: number,
  folder: string,
): Promise<Named> {
  const script = join(import.meta.dirname, "measure-scale.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--expose-gc",
    script,
    name,
    `${size}`,
    folder,
  ]);
  return { name, scale: scaleSchema.parse(JSON.parse(stdout)) };
}

const columns: readonly { readonly title: string; readonly key: keyof Scale }[] = [
  { title: "build ms", key: "buildMs" },
  { title: "p50 ms", key: "p50Ms" },
  { title: "p95 ms", key: "p95Ms" },
  { title: "heap MB", key: "heapMb" },
  { title: "RSS MB", key: "rssMb" },
];

/** Each value with how many times it is that of the best of all but the first, which is what the others are compared with. */
export function renderScales([own, ...libraries]: readonly Named[]): string {
  const all = own ? [own, ...libraries] : [];
  const rows = all.map(({ name, scale }) => [
    name,
    ...columns.map(({ key }) => {
      const best = Math.min(...libraries.map((library) => library.scale[key]));
      // Less than this is the noise of the measurement, not a size.
      const times = best < 0.01 ? "" : ` ×${(scale[key] / best).toPrecision(2)}`;
      return `${rounded(scale[key])}${times}`;
    }),
  ]);
  return renderTable(["system (× best library)", ...columns.map(({ title }) => title)], rows);
}

function rounded(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
