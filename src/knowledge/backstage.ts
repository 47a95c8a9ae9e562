import { z } from "zod";
import { slug } from "./entry-id.ts";

/** Items in our own words, not yet checked: they go through the same schemas as services.yaml and people.yaml. */
export type Imported = {
  readonly services: readonly unknown[];
  readonly teams: readonly unknown[];
  readonly people: readonly unknown[];
};

const backstageSchema = z.object({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    title: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    links: z.array(z.object({ url: z.string(), title: z.string().optional() })).optional(),
  }),
  spec: z
    .object({
      type: z.string(),
      lifecycle: z.string(),
      owner: z.string(),
      members: z.array(z.string()),
      profile: z.object({ displayName: z.string(), email: z.string() }).partial(),
    })
    .partial()
    .optional(),
});

const opsLevelSchema = z.object({
  service: z.object({
    name: z.string(),
    owner: z.string(),
    aliases: z.array(z.string()).default([]),
  }),
});

const nothing: Imported = { services: [], teams: [], people: [] };
/** `group:default/payments` is `payments`. */
const lastPart = (reference: string) => reference.slice(reference.search(/[^/:]*$/));

/**
 * Reads one document of a catalogue that another tool keeps: Backstage's `catalog-info.yaml` (Component, API and Resource
 * become services, Group a team, User a person) or OpsLevel's `opslevel.yml`. Anything else gives nothing.
 */
export function importCatalogue(document: unknown): Imported {
  const opsLevel = opsLevelSchema.safeParse(document);
  if (opsLevel.success) {
    const { name, owner, aliases } = opsLevel.data.service;
    return { ...nothing, services: [{ id: slug(name), name, owner: slug(owner), aliases }] };
  }
  const backstage = backstageSchema.safeParse(document);
  if (!backstage.success) return nothing;
  const { kind, metadata, spec } = backstage.data;
  const id = slug(metadata.name);
  if (["Component", "API", "Resource"].includes(kind)) {
    const aliases = metadata.annotations?.["ama/aliases"]?.split(",").map((one) => one.trim());
    const lifecycles = ["production", "experimental", "deprecated"];
    const service = {
      id,
      name: metadata.title,
      owner: spec?.owner && lastPart(spec.owner),
      kind: spec?.type,
      lifecycle: lifecycles.find((one) => one === spec?.lifecycle),
      aliases: aliases?.filter((one) => one !== ""),
      links: metadata.links?.map(({ url, title }) => ({ url, title: title ?? url })),
    };
    return { ...nothing, services: [service] };
  }
  const name = spec?.profile?.displayName ?? metadata.title;
  if (kind === "Group") return { ...nothing, teams: [{ id, name, members: spec?.members }] };
  if (kind === "User") return { ...nothing, people: [{ id, name, email: spec?.profile?.email }] };
  return nothing;
}
