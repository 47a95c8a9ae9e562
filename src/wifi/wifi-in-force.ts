import { wifiFileName } from "../knowledge/catalogue.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import type { Network } from "./network.ts";
import { wifiFileOf } from "./wifi-file.ts";

/**
 * Reads the networks out of the corpus in force, once for each; one that is refused is not among them.
 *
 * @param folder absolute path of the folder of wifi.yaml
 */
export function createWifiInForce(corpus: () => Corpus, folder: string): () => readonly Network[] {
  let seen: { readonly of: Corpus; readonly networks: readonly Network[] } | undefined;
  return () => {
    const of = corpus();
    if (seen?.of !== of) {
      const text = of.catalogueFiles.find(({ file }) => file === wifiFileName)?.text;
      const { items } = wifiFileOf(text, folder);
      seen = { of, networks: items.flatMap((one) => ("network" in one ? [one.network] : [])) };
    }
    return seen.networks;
  };
}
