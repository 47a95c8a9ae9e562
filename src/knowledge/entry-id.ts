import { createHash } from "node:crypto";

/** The ids of entries, services, teams and people in files: `payments-api`. */
export const idPattern = /^[a-z0-9][a-z0-9-]{1,63}$/;

const pageExtensions = /\.(?:html\.md\.erb|html\.md|md\.erb|mdx|markdown|md)$/i;
const indexNames = /(?:^|\/)(?:readme|_?index)$/i;

/** Whether a file is a page by its name: `.md .markdown .mdx .html.md .md.erb`. */
export function isPageName(name: string): boolean {
  return pageExtensions.test(name);
}

/** The name of a page's file without folder and extension; its folder's name for `README`, `index` and `_index`. */
export function pageName(path: string): string {
  const bare = path.replace(pageExtensions, "").replace(indexNames, "");
  return bare.slice(bare.lastIndexOf("/") + 1);
}

/**
 * The id of a page that names none: its path, CamelCase split, lower case, everything else `-`.
 *
 * Always fits {@link idPattern}: a name without a letter or digit of ours, or one too long, ends in a hash of its path.
 *
 * @example entryId("etcd/etcdNoLeader.md") // "etcd-etcd-no-leader"
 */
export function entryId(path: string): string {
  const bare = path.replace(pageExtensions, "").replace(indexNames, "");
  const id = slug(bare);
  if (idPattern.test(id)) return id;
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 8);
  return id === "" ? `page-${hash}` : `${id.slice(0, 55).replace(/-$/, "")}-${hash}`;
}

/** Any text as an id's letters: CamelCase split, marks dropped, lower case, every other run of characters one `-`. */
export function slug(text: string): string {
  return splitCamelCase(text)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** `KubePodCrashLooping` as `Kube Pod Crash Looping`, `HTTPSProxy` as `HTTPS Proxy`. */
export function splitCamelCase(text: string): string {
  return text.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ");
}
