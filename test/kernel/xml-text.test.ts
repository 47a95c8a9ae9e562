import { expect, it } from "vitest";
import { xmlText } from "../../src/kernel/xml-text.ts";

it("text for XML has no markup, no quote that ends an attribute and no character that XML cannot hold", () => {
  expect(xmlText(`<a href="x">&amp;`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;amp;");
  expect(xmlText("a\u0000b\u001Bc\uFFFFd\n\t")).toBe("a b c d\n\t");
  expect(xmlText("\uD800")).toBe("\uFFFD");
});
