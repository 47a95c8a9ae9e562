import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeTownAtEnd, type MatrixWorldGiven } from "../../contract/matrix-world.ts";
import { threadOn } from "../../contract/story.ts";
import { openMatrixOffice } from "./bot-office.ts";

/** A page from the command to the reaction, at any homeserver. */
export function describePaging(given: Pick<MatrixWorldGiven, "openServer"> = {}): void {
  closeTownAtEnd();

  describe("a page in an encrypted room of Matrix", () => {
    let office: Awaited<ReturnType<typeof openMatrixOffice>>;
    beforeEach(async () => {
      office = await openMatrixOffice({ ...given, encrypted: true });
    });
    afterEach(async () => {
      expect([office.bot.faults, office.faults]).toEqual([[], []]);
      await office.close();
    });

    it("comes from !page, goes to whoever is on call, and is taken by a reaction that others give in vain", async () => {
      const { lines, ana, bo, cy, here, dm, settle, server } = office;
      const asked = await office.say(bo, here, "!page billing invoices fail");
      await settle();
      const thread = threadOn(asked);
      const statusFor = () =>
        lines.seen(bo, thread).find(({ text }) => text.includes("#1 Billing"));
      const status = statusFor();
      expect(status?.text).toContain("nobody has it yet");
      const [page] = lines.seen(ana, dm).filter(({ text }) => text.includes("#1 Billing"));
      expect(page?.text).toContain("#1 Billing: invoices fail");
      // What rings: the rules of clients pass over a notice.
      expect(
        lines.event(ana.user, page?.message.room ?? "", page?.message.message ?? "").kind,
      ).toBe("m.text");
      if (!status || !page) throw new Error("Nobody was paged.");

      await server.react(cy.user, { room: here.room, id: lines.lastPart(status.message) }, "✅");
      await settle();
      expect(lines.seen(cy, thread).at(-1)?.text).toContain(
        "#1 can only be acknowledged by a responder",
      );
      expect(
        lines
          .seen(bo, thread)
          .map(({ text }) => text)
          .join(),
      ).not.toContain("responder:");
      expect(statusFor()?.text).toContain("nobody has it yet");

      await office.press(ana, page.message, "ack");
      await settle();
      const now = statusFor();
      expect(now?.updated).toBe(true);
      expect(now?.text).toContain("Ana has it since");
      const told = lines.seen(bo, thread).find(({ text }) => text.includes("#1: Ana has it."));
      // Bo hears of it: a name alone rings nobody.
      const { room = "", message = "" } = told?.message ?? {};
      expect(lines.event(bo.user, room, message).mentions).toEqual([bo.user]);
    });
  });
}
