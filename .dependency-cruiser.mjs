// The house rules: who may import whom. `npm run check` enforces them, `npm run map` draws the house.

/** A room of src/ and the rooms it may use. A folder that is not named here is a feature. */
const rooms = {
  kernel: [],
  charts: ["kernel"],
  search: ["kernel"],
  chat: ["storage", "kernel"],
  storage: ["kernel"],
  knowledge: ["search", "kernel"],
  adapters: ["chat", "kernel"],
  web: ["chat", "kernel"],
  // Where the features meet: one conversation uses them all.
  talk: [
    "answers",
    "runbooks",
    "gaps",
    "learning",
    "oncall",
    "wifi",
    "chat",
    "knowledge",
    "search",
    "storage",
    "kernel",
  ],
  commands: [".*"],
};
const feature = ["chat", "knowledge", "search", "storage", "kernel"];

/** Packages, and the only rooms that may load them. */
const homes = {
  "@slack/.+|undici": "adapters/slack",
  "matrix-.+|@matrix-org/.+|fake-indexeddb": "adapters/matrix",
  "better-sqlite3": "storage|adapters/matrix",
  pg: "storage",
  "hono|@hono/.+": "web",
  qrcode: "wifi",
};

/** Files that touch the world, by their names; every other file decides and returns values. */
const reaching = "/load-[^/]+$|-(store|feature|worker|notifier)\\.ts$";
const worldly = [
  reaching,
  "^src/(main|bot|chat-bot|pages|hooks-to-pages|links-to-pages|ama)\\.",
  "^src/(commands|adapters|web|storage)/",
  "^src/kernel/(clock|log)\\.ts$",
  "^src/search/encoder/shipped-encoder\\.ts$", // reads a table that is part of the program, the same for ever
  "^src/chat/chat-core\\.ts$", // puts the stores and workers together
];
const worldPackages = "node_modules/(kysely|nodemailer|simple-git|octokit|prom-client)/";
const harmlessBuiltins = "^(node:)?(assert|buffer|crypto|path|string_decoder|url|util|zlib)(/|$)";

const any = (names) => `(${names.join("|")})`;
const roomNames = Object.keys(rooms);

const forbidden = [
  // directions
  { name: "no-cycles", from: {}, to: { circular: true } },
  ...roomNames.map((room) => ({
    name: `${room}-imports`,
    from: { path: `^src/${room}/` },
    to: { path: "^src/[^/]+/", pathNot: `^src/${any([room, ...rooms[room]])}/` },
  })),
  {
    name: "features-apart",
    from: { path: "^src/([^/]+)/", pathNot: `^src/${any(roomNames)}/` },
    to: { path: "^src/[^/]+/", pathNot: ["^src/$1/", `^src/${any(feature)}/`] },
  },
  {
    name: "adapters-apart",
    from: { path: "^src/adapters/([^/]+)/" },
    to: { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
  },
  {
    name: "composed-at-the-rim",
    from: { path: "^src/[^/]+/", pathNot: "^src/commands/" },
    to: { path: "^src/[^/]+\\.ts$" },
  },
  { name: "main-last", from: { path: "^src/", pathNot: "^src/ama" }, to: { path: "^src/main\\." } },
  { name: "migrations-alone", from: { path: "^migrations/" }, to: { path: "^(src|migrations)/" } },
  { name: "tests-outside", from: { path: "^src/" }, to: { path: "^test/" } },
  // packages
  {
    name: "no-dev-package",
    from: { path: "^src/" },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"] },
  },
  ...Object.entries(homes).map(([packages, home]) => ({
    name: `${packages.split("|")[0]} at home`,
    from: { path: "^(src|migrations)/", pathNot: `^src/(${home})/` },
    to: { path: `node_modules/(${packages})/`, dependencyTypesNot: ["type-only"] },
  })),
  // purity
  {
    name: "pure-files",
    from: { path: "^src/", pathNot: worldly },
    to: { dependencyTypes: ["core"], pathNot: harmlessBuiltins },
  },
  ...[worldPackages, reaching].map((path) => ({
    name: "pure-files",
    from: { path: "^src/", pathNot: worldly },
    to: { path, dependencyTypesNot: ["type-only"] },
  })),
  // mdast has types only, which TypeScript finds in @types/mdast.
  { name: "resolvable", from: {}, to: { couldNotResolve: true, pathNot: "^mdast$" } },
].map((rule) => ({ severity: "error", ...rule }));

export default {
  forbidden,
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};
