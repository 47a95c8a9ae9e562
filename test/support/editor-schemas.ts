import { schemas } from "../../src/knowledge/schemas.ts";
import { oncallSchema } from "../../src/oncall/oncall-fields.ts";
import { wifiSchema } from "../../src/wifi/network-fields.ts";

/** Every schema that editors check files against, by its name in docs/schemas. */
export const editorSchemas = { ...schemas, oncall: oncallSchema, wifi: wifiSchema };
