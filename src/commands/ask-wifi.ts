import { resolve } from "node:path";
import { type Answered, nothingFound } from "../answers/answered.ts";
import type { Doc } from "../chat/doc.ts";
import type { Config } from "../config.ts";
import type { Viewer } from "../knowledge/audience.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import { noTopic, type Topic } from "../knowledge/topic.ts";
import { loadShownNetwork } from "../wifi/load-shown-network.ts";
import { networksFor } from "../wifi/networks-for.ts";
import { qrCodeOf } from "../wifi/qr-code.ts";
import { qrText } from "../wifi/qr-text.ts";
import {
  renderEnterprise,
  renderLack,
  renderNetwork,
  renderNone,
  renderPoster,
  renderWhich,
} from "../wifi/render-wifi.ts";
import { whomToAsk } from "../wifi/whom-to-ask.ts";
import { createWifiInForce } from "../wifi/wifi-in-force.ts";
import { wifiRequest } from "../wifi/wifi-request.ts";
import { hasColours } from "./has-colours.ts";
import type { World } from "./world.ts";

/** A reply, and the code that goes with it, for eyes alone: it holds the key. */
export type WifiReply = { readonly answered: Answered; readonly code?: string };

/** Replies to a wish to join a network as chat does; undefined for every other text. */
export function createWifiReplies(
  corpus: Corpus,
  options: { readonly knowledge?: string },
  config: Config,
  world: World,
) {
  const folder = resolve(options.knowledge ?? config.knowledgeFolder);
  const all = createWifiInForce(() => corpus, folder);

  return async (
    text: string,
    viewer: Viewer,
    today: Temporal.PlainDate,
    topic: Topic = noTopic,
  ): Promise<WifiReply | undefined> => {
    const request =
      all().length > 0 ? wifiRequest(text, networksFor(all(), viewer, today)) : undefined;
    if (!request) return undefined;
    const saying = (doc: Doc): WifiReply => ({
      answered: { ...nothingFound, outcome: "command", doc, topic },
    });
    const { found, poster } = request;
    const [network, ...others] = found;
    const ask = whomToAsk(all(), corpus.catalogue);
    if (!network) return saying(renderNone(ask));
    if (poster) return saying(renderPoster(found));
    if (others.length > 0) return saying(renderWhich(found));
    if (network.security === "enterprise") return saying(renderEnterprise(network));
    const loaded = await loadShownNetwork(network, { folder, env: world.env }, today);
    if ("problems" in loaded) {
      const [lack] = loaded.problems;
      return saying(lack ? renderLack(network, lack, ask) : renderNone(ask));
    }
    const code = qrText(qrCodeOf(loaded.payload), hasColours(world));
    return { ...saying(renderNetwork(network, undefined)), code };
  };
}
