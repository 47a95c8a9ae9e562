import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFile } from "../../src/knowledge/schemas.ts";
import { editorSchemas } from "./editor-schemas.ts";

// `npm run schemas`: what editors check knowledge files against, made anew.

const folder = join(import.meta.dirname, "../../docs/schemas");
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(editorSchemas)) {
  writeFileSync(join(folder, `${name}.schema.json`), schemaFile(schema));
}
