/** The settings that say where the web room listens. */
export type ListenSettings = {
  /** AMA_HTTP_PORT; undefined means that nobody wants a server. */
  readonly port: number | undefined;
  /** AMA_HTTP_HOST */
  readonly host: string | undefined;
  /** AMA_PUBLIC_URL */
  readonly publicUrl: string | undefined;
  /** AMA_WEB_INSECURE=yes */
  readonly insecure: boolean;
};

export type ListenAt = { readonly host: string; readonly port: number };

type ListenDecision =
  | { readonly kind: "off" }
  | ({ readonly kind: "listen" } & ListenAt)
  | { readonly kind: "refused"; readonly problem: string };

/**
 * Decides where to listen. Tokens and one-time links travel in what we are sent, so that a host others can reach wants a
 * proxy that speaks https in front of it, or somebody who says that it is fine without.
 */
export function listenAt({
  port,
  host = "127.0.0.1",
  publicUrl,
  insecure,
}: ListenSettings): ListenDecision {
  if (port === undefined) return { kind: "off" };
  if (isLoopback(host) || insecure || isHttps(publicUrl)) return { kind: "listen", host, port };
  const found = publicUrl === undefined ? "is not set" : `is ${JSON.stringify(publicUrl)}`;
  return {
    kind: "refused",
    problem: `AMA_HTTP_HOST is ${JSON.stringify(host)} and AMA_PUBLIC_URL ${found}: expected an address beginning with https:// before others can reach this server, so it is not started. Set AMA_PUBLIC_URL to the https address of the proxy in front of it, or remove AMA_HTTP_HOST to listen on 127.0.0.1 only; AMA_WEB_INSECURE=yes starts it as it is.`,
  };
}

/** Whether the address begins with https, in the one way that a browser reads it. */
export function isHttps(url: string | undefined): boolean {
  return url !== undefined && URL.parse(url)?.protocol === "https:";
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
