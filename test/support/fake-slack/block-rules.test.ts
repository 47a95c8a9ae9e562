import { describe, expect, it } from "vitest";
import { checkMessageBlocks } from "./block-rules.ts";
import { SlackRefusal } from "./slack-refusal.ts";
import { checkView } from "./view-rules.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (more = {}) => ({ type: "button", action_id: "a", text: plain("Go"), ...more });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const rich = (...elements: object[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
const numbered = (index: number) => button({ action_id: `a${index}` });
const table = (rows: number, columns: number) => ({
  type: "table",
  rows: many(rows, () => many(columns, () => ({ type: "raw_text", text: "x" }))),
});
const x = (count: number) => "x".repeat(count);

function refusal(run: () => unknown): string {
  try {
    run();
    return "taken";
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const pointer = /json-pointer:(?<at>[^\]]+)/.exec(error.message)?.groups?.at;
    return pointer === undefined ? error.code : `${error.code} ${pointer}`;
  }
}

describe("blocks of a message", () => {
  it.each([
    ["50 blocks", many(50, () => ({ type: "divider" })), "taken"],
    ["51 blocks", many(51, () => ({ type: "divider" })), "invalid_blocks /blocks"],
    ["a section of 3 000", [section(x(3_000))], "taken"],
    ["a section of 3 001", [section(x(3_001))], "invalid_blocks /blocks/0/text/text"],
    ["an empty section", [section("")], "invalid_blocks /blocks/0/text/text"],
    ["a header of 150", [{ type: "header", text: plain(x(150)) }], "taken"],
    [
      "a header of 151",
      [{ type: "header", text: plain(x(151)) }],
      "invalid_blocks /blocks/0/text/text",
    ],
    ["25 elements", [actions(...many(25, numbered))], "taken"],
    ["26 elements", [actions(...many(26, numbered))], "invalid_blocks /blocks/0/elements"],
    ["a label of 75", [actions(button({ text: plain(x(75)) }))], "taken"],
    [
      "a label of 76",
      [actions(button({ text: plain(x(76)) }))],
      "invalid_blocks /blocks/0/elements/0/text/text",
    ],
    ["a value of 2 000", [actions(button({ value: x(2_000) }))], "taken"],
    [
      "a value of 2 001",
      [actions(button({ value: x(2_001) }))],
      "invalid_blocks /blocks/0/elements/0/value",
    ],
    [
      "an id of 256",
      [actions(button({ action_id: x(256) }))],
      "invalid_blocks /blocks/0/elements/0/action_id",
    ],
    ["an id given twice", [actions(button(), button())], "invalid_blocks /blocks/0/elements"],
    [
      "a block id given twice",
      [
        { type: "divider", block_id: "d" },
        { type: "divider", block_id: "d" },
      ],
      "invalid_blocks /blocks/1/block_id",
    ],
    ["a table of 100 × 20", [table(100, 20)], "taken"],
    ["101 rows", [table(101, 1)], "invalid_blocks /blocks/0/rows"],
    ["21 columns", [table(1, 21)], "invalid_blocks /blocks/0/rows/0"],
    ["two tables", [table(1, 1), table(1, 1)], "invalid_attachments"],
    ["13 200 characters", many(11, () => rich({ type: "text", text: x(1_200) })), "taken"],
    [
      "13 201 characters",
      [...many(11, () => rich({ type: "text", text: x(1_200) })), section("x")],
      "msg_blocks_too_long",
    ],
    [
      "12 001 characters of Markdown",
      [
        { type: "markdown", text: x(6_000) },
        { type: "markdown", text: x(6_001) },
      ],
      "msg_blocks_too_long",
    ],
    ["an unknown type", [{ type: "nonsense" }], "invalid_blocks /blocks/0/type"],
    ["an unknown field", [{ type: "divider", colour: "red" }], "invalid_blocks /blocks/0"],
    [
      "a picture without alternative text",
      [{ type: "image", image_url: "https://a.example/b.png" }],
      "invalid_blocks /blocks/0/alt_text",
    ],
  ])("are judged at %s", (_, blocks, expected) => {
    expect(refusal(() => checkMessageBlocks(blocks))).toBe(expected);
  });

  it("take a mention as an element, and words that look like one only where Slack does not read them", () => {
    const ping = "<!channel>";
    expect(refusal(() => checkMessageBlocks([rich({ type: "broadcast", range: "here" })]))).toBe(
      "taken",
    );
    expect(refusal(() => checkMessageBlocks([rich({ type: "text", text: ping })]))).toBe("taken");
    const parsed = () => checkMessageBlocks([section(`look: ${ping}`)]);
    expect(refusal(parsed)).toBe("invalid_blocks /blocks/0/text/text");
    const markdown = () => checkMessageBlocks([{ type: "markdown", text: ping }]);
    expect(refusal(markdown)).toBe("invalid_blocks /blocks/0/text");
  });
});

describe("a view", () => {
  const modal = (more = {}) => ({
    type: "modal",
    title: plain("Gap"),
    blocks: [section("Hi")],
    ...more,
  });
  const input = {
    type: "input",
    label: plain("What?"),
    element: { type: "plain_text_input", action_id: "t" },
  };
  it.each([
    ["a title of 24", modal({ title: plain(x(24)) }), "taken"],
    ["a title of 25", modal({ title: plain(x(25)) }), "invalid_arguments /view/title/text"],
    ["100 blocks", modal({ blocks: many(100, () => section("x")) }), "taken"],
    [
      "101 blocks",
      modal({ blocks: many(101, () => section("x")) }),
      "invalid_arguments /view/blocks",
    ],
    [
      "metadata of 3 001",
      modal({ private_metadata: x(3_001) }),
      "invalid_arguments /view/private_metadata",
    ],
    [
      "a field without a button to send it",
      modal({ blocks: [input] }),
      "invalid_arguments /view/submit",
    ],
    ["a field with one", modal({ blocks: [input], submit: plain("Send") }), "taken"],
    ["a table", modal({ blocks: [table(1, 1)] }), "invalid_arguments /view/blocks/0/type"],
  ])("is judged at %s", (_, view, expected) => {
    expect(refusal(() => checkView(view, "modal"))).toBe(expected);
  });
});
