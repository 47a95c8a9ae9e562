import { rewrite } from "./rewrite.ts";

const urls = [
  /(?<![a-z+.-])(?<scheme>[a-z][a-z0-9+.-]{1,60}:\/\/)(?<rest>[^\s<>"'`|]+)/giu,
  // Without a scheme only where a query follows: `grafana:3000/d/x?var=y`, `/search?q=x`.
  /(?<![\w.@/:?=&-])(?<rest>(?:[\w.-]{1,200}:\d{1,5}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?)?(?:\/[^\s?#<>"'`|]{0,300})?\?[\w.[\]%-]{1,60}=[^\s<>"'`|]*)/giu,
];
const closing = /[.,;:!?)\]}*_]{1,20}$/u;
/** The password may hold a slash or an at sign; a port may not be taken for one. */
const credentials = [
  /^[^\s/?#@:]{0,200}:(?!\d{1,5}[/?#])[^\s?#]{0,300}(?<!\/)@(?=[\w[])/u,
  /^[^\s/?#@]{1,200}@(?=[\w[])/u,
  /^[^\s/?#@:]{0,200}:(?!\d{1,5}[/?#])[^\s@]{0,300}@(?=[\w[])/u,
];
const mark = "[…]";

/** Cuts credentials, query and fragment off every URL; `[…]` stands where something was cut. */
export function scrubUrls(text: string): string {
  return urls.reduce((current, url) => rewrite(current, url, shortened), text);
}

function shortened({ groups }: RegExpExecArray): string | undefined {
  const scheme = groups?.scheme ?? "";
  const rest = groups?.rest ?? "";
  const end = rest.endsWith(mark) ? "" : (closing.exec(rest)?.[0] ?? "");
  const whole = rest.slice(0, rest.length - end.length);
  const address = withoutCredentials(whole);
  const kept = address.replace(/[?#].*$/su, "");
  if (kept === whole) return undefined;
  return `${scheme}${kept}${kept.endsWith(mark) ? "" : mark}${end}`;
}

function withoutCredentials(address: string): string {
  let rest = address;
  for (;;) {
    const found = credentials.map((shape) => shape.exec(rest)).find((match) => match !== null);
    if (!found) return rest;
    rest = rest.slice(found[0].length);
  }
}
