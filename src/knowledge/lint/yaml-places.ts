import type { CatalogueFile } from "../catalogue.ts";
import type { Place } from "../problem.ts";
import { parseYaml, type YamlPath, type YamlSource } from "../yaml-source.ts";
import { valueAt } from "../zod-problems.ts";

type List = "services" | "teams" | "people";

/** Where a thing of the catalogue is written. */
export type YamlPlaces = {
  /**
   * The place of `path` within the item of this id.
   *
   * @returns undefined when no file of ours has it: it is imported
   */
  of(list: List, id: string, path?: YamlPath): (Place & { readonly file: string }) | undefined;
};

/** Looks things up in yaml files, each of which is read when it is first asked for. */
export function createYamlPlaces(files: readonly CatalogueFile[]): YamlPlaces {
  const documents = new Map<string, YamlSource | undefined>();
  const documentOf = ({ file, text }: CatalogueFile) => {
    if (!documents.has(file)) {
      const read = parseYaml(text, file);
      documents.set(file, "documents" in read ? read.documents[0] : undefined);
    }
    return documents.get(file);
  };
  return {
    of(list, id, path = []) {
      for (const one of files) {
        const document = documentOf(one);
        const items = document && valueAt(document.value, [list]);
        if (!document || !Array.isArray(items)) continue;
        const index = items.findIndex((item: unknown) => valueAt(item, ["id"]) === id);
        if (index >= 0) return { file: one.file, ...document.at([list, index, ...path]) };
      }
      return undefined;
    },
  };
}
