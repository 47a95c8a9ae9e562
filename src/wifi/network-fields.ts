import { z } from "zod";
import { wordsSchema } from "../knowledge/catalogue.ts";
import { dateSchema, entryFieldsSchema } from "../knowledge/entry-fields.ts";
import { mapOf } from "../knowledge/map-of.ts";
import { referenceSchema } from "../knowledge/reference.ts";
import { shortIdSchema } from "../knowledge/short-id.ts";

const text = z.string().min(1).max(500);

/** One item of `networks` in wifi.yaml. Whether a phone could join it, is judged apart. */
export const networkSchema = z.object({
  id: shortIdSchema.describe("Permanent name, by which people and commands name it"),
  ssid: z
    .string("expected a text; put it in quotes")
    .describe("What phones show, exactly as it is; in quotes"),
  security: z
    .enum(["wpa", "open", "enterprise"])
    .describe(
      "wpa (WPA, WPA2 and WPA3 with a key), open, or enterprise (all log in as themselves)",
    ),
  password: referenceSchema
    .optional()
    .describe("Where the key is kept: env:WIFI_GUEST, or file:PATH relative to this file"),
  audience: entryFieldsSchema.shape.audience
    .unwrap()
    .default("members")
    .describe("Who may have it: everyone, members (all in people.yaml), or ids of teams"),
  name: text.optional().describe("As people call it; shown instead of the id"),
  aliases: wordsSchema.default([]).describe("Other names for it: visitors"),
  locations: wordsSchema.default([]).describe("Where it is: berlin, floor-2"),
  hidden: z.boolean().default(false).describe("It does not tell its name by itself"),
  wpa3_only: z.boolean().default(false).describe("It takes WPA3 and nothing older"),
  qr_type: z
    .enum(["WPA", "SAE"])
    .default("WPA")
    .describe("SAE for phones that take nothing else; only with wpa3_only"),
  owner: text.optional().describe("Team or person in people.yaml who looks after it"),
  note: text.optional().describe("Shown below the code: accept the terms on the first page"),
  captive_portal: z.url().optional().describe("Address of the page that it opens first"),
  valid_from: dateSchema.optional().describe("First day on which it is given out"),
  expires: dateSchema.optional().describe("Last day on which it is given out"),
  rotated: dateSchema.optional().describe("Day on which its key was last changed"),
  rotate_every: z
    .string()
    .regex(/^[1-9]\d{0,3}[dmy]$/, "expected a length such as 30d or 3m")
    .optional()
    .describe("How soon to change the key again: 30d, 3m, 1y"),
});
export type NetworkFields = z.infer<typeof networkSchema>;

/** The whole of wifi.yaml, for editors. */
export const wifiSchema = mapOf({
  networks: z
    .array(mapOf(networkSchema.shape))
    .optional()
    .describe("What people may join, and who looks after it"),
}).meta({
  title: "wifi.yaml",
  description: "The wireless networks of the company; a key is only ever named, never written.",
});
