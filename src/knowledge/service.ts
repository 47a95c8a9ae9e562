import { z } from "zod";
import { idPattern } from "./entry-id.ts";

const id = z.string().regex(idPattern, 'expected an id such as "payments-api"');
const word = z.string().min(1).max(200);
const words = z.union([z.array(word), word.transform((one) => [one])]);
const details = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);

/** One item of `services` in services.yaml. Maps of any name (`k8s`) hold values for placeholders. */
export const serviceSchema = z
  .object({
    id: id.describe("Permanent name, by which entries name it"),
    name: word.optional().describe("As people write it"),
    aliases: words.default([]).describe("Other names; no two services may share one"),
    kind: word.optional().describe("For entries about all of a kind: k8s-deployment"),
    owner: word.describe("Team or person in people.yaml"),
    escalation: word.optional().describe("Id of the policy by which its pages escalate"),
    tier: z.int().min(1).max(5).optional().describe("1: the company stands still without it"),
    lifecycle: z
      .enum(["production", "experimental", "deprecated"])
      .optional()
      .describe("A deprecated service has a replaced_by"),
    replaced_by: id.optional().describe("Id of the service that took its place"),
    environments: words.optional().describe("Where it runs; by default in all environments"),
    hosts: words.default([]).describe("Machines of its own; each is a name of it, too"),
    links: z
      .array(z.object({ title: word, url: z.url() }))
      .default([])
      .describe("Dashboard, repository …"),
  })
  .catchall(details.describe("Values for placeholders: {{service.k8s.deployment}}"));

/** A row of the service catalogue. */
export type Service = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string | undefined;
  readonly owner: string;
  /** Id of a policy; undefined: `default`. */
  readonly escalation: string | undefined;
  readonly tier: number | undefined;
  readonly lifecycle: "production" | "experimental" | "deprecated" | undefined;
  readonly replacedBy: string | undefined;
  /** Ids of the catalogue's environments; undefined: it may run in all of them. */
  readonly environments: readonly string[] | undefined;
  readonly hosts: readonly string[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** `k8s.deployment` and whatever else placeholders may ask for. */
  readonly details: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const own = Object.keys(serviceSchema.shape);

/** Takes a parsed item over into the catalogue's words. */
export function serviceOf(item: z.infer<typeof serviceSchema>): Service {
  const maps = Object.entries(item).filter(([key]) => !own.includes(key));
  return {
    id: item.id,
    name: item.name ?? item.id,
    aliases: item.aliases,
    kind: item.kind,
    owner: item.owner,
    escalation: item.escalation,
    tier: item.tier,
    lifecycle: item.lifecycle,
    replacedBy: item.replaced_by,
    environments: item.environments,
    hosts: item.hosts,
    links: item.links,
    details: Object.fromEntries(
      maps.flatMap(([key, value]) => {
        const map = details.safeParse(value);
        return map.success ? [[key, map.data] as const] : [];
      }),
    ),
  };
}
