import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * Tells whether a link out of a knowledge folder's page leads to something. It may lead to files beside the folder, but
 * not out of the tree that both are in.
 *
 * @returns asks for a path relative to the folder
 */
export async function linksReach(folder: string): Promise<(path: string) => boolean> {
  const root = await realpath(folder);
  const tree = treeOf(root);
  return (path) => {
    const full = resolve(root, path);
    const fromTree = relative(tree, full);
    if (fromTree.split(sep)[0] === ".." || isAbsolute(fromTree)) return false;
    return existsSync(full);
  };
}

/** The checkout that the folder is in; else the working directory, when the folder is below it; else the folder alone. */
function treeOf(root: string): string {
  for (let at = root; dirname(at) !== at; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
  }
  const cwd = resolve(".");
  return `${root}${sep}`.startsWith(`${cwd}${sep}`) ? cwd : root;
}
