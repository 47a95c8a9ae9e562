import { plainText } from "../oncall/notify/plain-text.ts";
import type { PageEvent } from "../oncall/page/page-event.ts";
import type { PageActOptions } from "./options.ts";
import { pageJson } from "./pages-json.ts";
import { pageNumberNamed, pageOfNumber } from "./pages-named.ts";
import { personOfId, withPaging } from "./with-paging.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Has a person take a page; whoever may not is refused, with 1. */
export function pagesAck(word: string, options: PageActOptions, world: World): Promise<ExitCode> {
  return act(word, { event: "ack" }, options, world);
}

/** Has a person close a page; whoever may not is refused, with 1. */
export function pagesResolve(
  word: string,
  text: string | undefined,
  options: PageActOptions,
  world: World,
): Promise<ExitCode> {
  const said = text?.trim();
  const event = { event: "resolve", text: said === "" ? undefined : said, gone: [] } as const;
  return act(word, event, options, world);
}

function act(
  word: string,
  event: PageEvent,
  options: PageActOptions,
  world: World,
): Promise<ExitCode> {
  const number = pageNumberNamed(word);
  return withPaging(options, world, async (open) => {
    const { paging, storage, roster } = open;
    const person = personOfId(options.as, roster, "--as");
    await pageOfNumber(number, open);
    const acted = await storage.db
      .transaction()
      .execute((transaction) =>
        paging.actWithin(
          transaction,
          number,
          event,
          { kind: "person", person: person.id },
          undefined,
          world.clock.now(),
        ),
      );
    const { done, told } = acted;
    if (options.json) {
      const page = acted.done ? pageJson(acted.page) : null;
      await writeLine(world.stdout, JSON.stringify({ version: 1, done, told, page }));
    } else {
      await writeLine(done ? world.stdout : world.stderr, plainText(told));
    }
    return done ? 0 : 1;
  });
}
