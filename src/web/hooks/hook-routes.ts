import type { Context, Hono } from "hono";
import type { Clock } from "../../kernel/clock.ts";
import type { AtOnce } from "../at-once.ts";
import { type Failed, routeOf } from "../failure.ts";
import { readBody } from "../read-body.ts";
import type { WebReport } from "../web-report.ts";
import { parseAlertmanagerHook } from "./alertmanager-hook.ts";
import type { HookEvent } from "./hook-event.ts";
import { isSource } from "./hook-tokens.ts";
import { parsePageHook } from "./page-hook.ts";
import { presentedToken } from "./presented-token.ts";
import { type ParseHook, readHook } from "./read-hook.ts";
import { sameSecret } from "./same-secret.ts";
import { createSignatureCheck, signatureClaim } from "./webhook-signature.ts";

export type HookGiven = {
  readonly clock: Clock;
  readonly report: WebReport;
  /** The secret of a source. */
  tokenOf(source: string): string | undefined;
  /** Whether this delivery was taken before. A look only: it is `take` that remembers. */
  seen(delivery: string): Promise<boolean>;
  /**
   * Takes all events in one transaction, and settles after its commit. A `delivery` is kept in the same transaction; one
   * that is kept already changes nothing and is no error, so that a replay that overtakes `seen` is harmless, too.
   */
  take(events: readonly HookEvent[], delivery: string | undefined): Promise<void>;
  /** Aborts when a sender has had long enough to send its body. */
  bodyDeadline(): AbortSignal;
};

type HookRim = {
  readonly failed: Failed;
  /** For those who have shown a token. */
  readonly knownAtOnce: AtOnce;
  /** For those who have not yet shown anything true, so that they cannot crowd out the others. */
  readonly strangersAtOnce: AtOnce;
};

const largestBody = 512 * 1024;
/** A signature covers the whole body, so that one too long is heard to its end before it is believed; there is an end to that, too. */
const largestSigned = 16 * 1024 * 1024;

/**
 * Where programs report. Whoever shows the token of the source, or a signature made with it, is never answered 4xx:
 * Alertmanager repeats after 5xx only, and forgets the alert otherwise. 202 says that it is committed.
 */
export function addHookRoutes(
  app: Hono,
  { clock, report, tokenOf, seen, take, bodyDeadline }: HookGiven,
  { failed, knownAtOnce, strangersAtOnce }: HookRim,
): void {
  app.post("/hooks/alertmanager/:source", (c) => {
    const source = c.req.param("source");
    return hasToken(c, source) ? takeKnown(c, source, parseAlertmanagerHook) : refuse(c);
  });
  app.post("/hooks/page/:source", (c) => {
    const source = c.req.param("source");
    return hasToken(c, source)
      ? takeKnown(c, source, parsePageHook)
      : takeSigned(c, source, parsePageHook);
  });
  app.post("/hooks/heartbeat/:source", (c) => {
    const source = c.req.param("source");
    return hasToken(c, source) ? takeBeat(c, source) : refuse(c);
  });
  app.post("/hooks/heartbeat/:source/:token", (c) => {
    const { source, token } = c.req.param();
    return sameSecret(token, secretOf(source)) ? takeBeat(c, source) : refuse(c);
  });

  function secretOf(source: string): string | undefined {
    return isSource(source) ? tokenOf(source) : undefined;
  }

  function hasToken(c: Context, source: string): boolean {
    const presented = presentedToken(c.req.header("authorization"));
    return sameSecret(presented ?? "", secretOf(source));
  }

  function takeKnown(c: Context, source: string, parse: ParseHook): Promise<Response> {
    return knownAtOnce(
      async () => {
        const body = await readBody(c.req.raw.body, {
          deadline: bodyDeadline(),
          keep: largestBody,
          read: largestBody,
        });
        if (body === undefined) return again(c, "The body did not end in time.");
        const { events, unreadable } = readHook(body, source, parse);
        if (unreadable !== undefined) report.unreadable({ source, why: unreadable });
        return committed(c, events, undefined);
      },
      () => again(c, "Too much is sent at once."),
    );
  }

  async function takeSigned(c: Context, source: string, parse: ParseHook): Promise<Response> {
    const claim = signatureClaim(c.req.raw.headers, clock.now());
    if (claim === undefined) return refuse(c);
    return strangersAtOnce(
      async () => {
        const check = createSignatureCheck(claim, secretOf(source));
        const body = await readBody(c.req.raw.body, {
          deadline: bodyDeadline(),
          keep: largestBody,
          read: largestSigned,
          heard: check.heard,
        });
        if (body === undefined) return again(c, "The body did not end in time.");
        if (!check.holds()) return refuse(c);
        const { events, unreadable } = readHook(body, source, parse);
        if (unreadable !== undefined) report.unreadable({ source, why: unreadable });
        return committed(c, events, `${source}:${claim.id}`);
      },
      () => again(c, "Too much is sent at once."),
    );
  }

  function takeBeat(c: Context, source: string): Promise<Response> {
    return knownAtOnce(
      () => committed(c, [{ kind: "beat", source }], undefined),
      () => again(c, "Too much is sent at once."),
    );
  }

  async function committed(
    c: Context,
    events: readonly HookEvent[],
    delivery: string | undefined,
  ): Promise<Response> {
    try {
      if (delivery === undefined || !(await seen(delivery))) await take(events, delivery);
      return c.text("taken\n", 202);
    } catch (error) {
      return failed(c, error, 503);
    }
  }

  /** One answer to a wrong token, a wrong signature and a source that nobody knows. */
  function refuse(c: Context): Response {
    report.refused(routeOf(c));
    return c.text("Expected the token of this source.\n", 401, { "WWW-Authenticate": "Bearer" });
  }
}

/** What is still on its way belongs to no next request. */
function again(c: Context, why: string): Response {
  return c.text(`${why} Send it again.\n`, 503, { "Retry-After": "1", Connection: "close" });
}
