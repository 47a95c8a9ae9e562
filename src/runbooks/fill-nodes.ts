import type { RootContent } from "mdast";
import { replacePlaceholders } from "../knowledge/placeholder.ts";
import { mapText } from "./map-text.ts";
import { fillPlaceholders, missingPlaceholders, type RunbookValues } from "./placeholders.ts";

/** A machine and its port, which stand in an address as they are. */
const host = /^[A-Za-z0-9.-]+(?::\d{1,5})?$/;

/**
 * Puts a runbook's values into the texts, code and links of its nodes. In an address they are percent-encoded, but for
 * `work1:9090`; a link that lacks a value leads nowhere and is its text.
 */
export function fillNodes(
  nodes: readonly RootContent[],
  { values, plain }: RunbookValues,
): readonly RootContent[] {
  return mapText(nodes, {
    text: (text) => fillPlaceholders(text, values),
    url: (url) =>
      missingPlaceholders(url, plain).length > 0
        ? undefined
        : replacePlaceholders(url, (name) => inAddress(plain[name] ?? "")),
  });
}

function inAddress(value: string): string {
  return host.test(value) ? value : encodeURIComponent(value.toWellFormed());
}
