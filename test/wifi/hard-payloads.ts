import { encodePayload, type Joining } from "../../src/wifi/payload.ts";

const usual: Joining = {
  ssid: "Acme Guest",
  key: "correct horse battery",
  hidden: false,
  wpa3Only: false,
  asSae: false,
};

const joinings: Readonly<Record<string, Partial<Joining>>> = {
  usual: {},
  open: { key: undefined },
  hidden: { hidden: true },
  "for WPA3 alone": { wpa3Only: true, key: "k" },
  "for phones that know no other word than SAE": { wpa3Only: true, asSae: true },
  "with one character": { ssid: "A", key: undefined },
  "with every escape": { ssid: '\\;,:"', key: '";,:\\\\:,;"' },
  "with nothing but escapes, as long as can be": { ssid: ";".repeat(32), key: "\\".repeat(63) },
  "as long as can be": { ssid: "n".repeat(32), key: "k".repeat(63) },
  "with a key of hex": { key: "0123456789abcdef".repeat(4) },
  "with spaces around": { ssid: " Acme ", key: "  spaces  " },
  "with percent codes": { ssid: "50%41", key: "100%41pct" },
  "in German": { ssid: "Büro-Gäste" },
  "in Greek": { ssid: "Κάλτσες Αθήνα" },
  "in Cyrillic": { ssid: "Гости" },
  "in Japanese": { ssid: "靴下ゲスト" },
  "in Korean": { ssid: "양말 손님" },
  "in Chinese": { ssid: "访客网络" },
  "in Arabic": { ssid: "ضيوف" },
  "of emoji": { ssid: "🧦🧦🧦🧦🧦🧦🧦🧦" },
  "of emoji in the key, as long as can be": {
    ssid: "🧦".repeat(8),
    key: "🔑".repeat(63),
    wpa3Only: true,
  },
};

/** Payloads that have been, or could be, hard to draw or to read. */
export const hardPayloads: readonly (readonly [which: string, payload: string])[] = Object.entries(
  joinings,
).map(([which, joining]) => [which, encodePayload({ ...usual, ...joining })]);
