import { describe, expect, it } from "vitest";
import { mentionedIn, plainText } from "../../../../src/adapters/slack/in/plain-text.ts";
import { mostText } from "../../../../src/chat/inbox-item.ts";
import { known } from "./payloads.ts";

const text = (written: string) => plainText(written, known).text;

describe("a text of Slack", () => {
  it.each([
    ["our mention in front goes", "<@U0BOT> how do I deploy?", "how do I deploy?"],
    ["with what stands behind it", "<@U0BOT>: how do I deploy?", "how do I deploy?"],
    ["our mention in the middle goes", "hey <@U0BOT> deploy", "hey deploy"],
    ["our mention with a label goes", "<@U0BOT|ama>, help", "help"],
    ["our mention alone is nothing", "<@U0BOT>", ""],
    ["somebody known is a name", "page <@U0ANA>", "page @Ana"],
    ["somebody unknown is the label", "page <@U0ZOE|zoe>", "page @zoe"],
    ["or the id", "page <@U0ZOE>", "page @U0ZOE"],
    ["a room is its name", "see <#C0OPS|ops>", "see #ops"],
    ["or its id", "see <#C0OPS>", "see #C0OPS"],
    ["the whole room is a word", "<!here> is it down?", "@here is it down?"],
    ["a group is its label", "<!subteam^S0SRE|@sre>", "@sre"],
    ["or its id alone", "<!subteam^S0SRE>", "@S0SRE"],
    ["a date is as it reads", "<!date^1795597200^{time}|9:00>", "9:00"],
    [
      "a link without a label",
      "<https://example.org/a?b=1&amp;c=2>",
      "https://example.org/a?b=1&c=2",
    ],
    [
      "a link made of a name is that name",
      "<http://kafka.example|kafka.example> is down",
      "kafka.example is down",
    ],
    ["an address is itself", "<mailto:ana@example.org|ana@example.org>", "ana@example.org"],
    [
      "a link with words keeps both",
      "<https://example.org/x|the wiki>",
      "the wiki (https://example.org/x)",
    ],
    ["entities are characters", "a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["decoded once", "write &amp;lt;", "write &lt;"],
    ["an entity makes no mention", "&lt;@U0ANA&gt;", "<@U0ANA>"],
    ["an emoji by its name", "thanks :tada:", "thanks 🎉"],
    ["whatever its skin", ":+1::skin-tone-3:", "👍"],
    ["a name that is no emoji of ours stays", "see :kafka:", "see :kafka:"],
    ["a property of every object is no emoji", ":constructor:", ":constructor:"],
    ["letters are composed", "u\u0308ber", "\u00fcber"],
  ])("%s", (_why, written, reads) => {
    expect(text(written)).toBe(reads);
  });

  it("of 8,000 characters is whole, and of one more is cut and says so", () => {
    const most = "a".repeat(mostText);

    expect(plainText(most, known)).toMatchObject({ text: most, truncated: false });
    expect(plainText(`${most}a`, known)).toMatchObject({ text: most, truncated: true });
  });

  it("is cut through no character", () => {
    expect(text(`${"a".repeat(mostText - 1)}🎉`).isWellFormed()).toBe(true);
  });

  it("names each user mentioned once, in order, us among them", () => {
    expect(mentionedIn("<@U0BO> <@U0BOT> <@U0ANA|ana> <@U0BO>")).toEqual([
      "U0BO",
      "U0BOT",
      "U0ANA",
    ]);
  });
});
