import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  entryId,
  idPattern,
  isPageName,
  pageName,
  slug,
  splitCamelCase,
} from "../../src/knowledge/entry-id.ts";

describe("the id of a page that names none", () => {
  it.each([
    ["vpn.md", "vpn"],
    ["etcd/etcdNoLeader.md", "etcd-etcd-no-leader"],
    ["KubePodCrashLooping.md", "kube-pod-crash-looping"],
    ["HTTPSProxy.md", "https-proxy"],
    ["etcd/README.md", "etcd"],
    ["etcd/readme.markdown", "etcd"],
    ["etcd/index.md", "etcd"],
    ["etcd/_index.md", "etcd"],
    ["etcd/reindex.md", "etcd-reindex"],
    ["set up_VPN (new)!.md", "set-up-vpn-new"],
    ["manual/dns.html.md", "manual-dns"],
    ["manual/dns.html.md.erb", "manual-dns"],
    ["manual/dns.md.erb", "manual-dns"],
    ["manual/dns.mdx", "manual-dns"],
    ["DNS.MD", "dns"],
    ["v1.2-notes.md", "v1-2-notes"],
    ["Über/Crème.md", "uber-creme"],
    ["Cre\u0300me.md", "creme"],
    ["Crème.md", "creme"],
    ["-a-b-.md", "a-b"],
    ["日本/vpn.md", "vpn"],
  ])("of %s is %s", (path, id) => expect(entryId(path)).toBe(id));

  it.each([
    "接続.md",
    "привет.md",
    "README.md",
    "index.md",
    "a.md",
    "!!!.md",
    `${"long-".repeat(20)}name.md`,
    `${"a".repeat(65)}.md`,
  ])("ends in a hash of the path where the letters do not do: %s", (path) => {
    expect(entryId(path)).toMatch(idPattern);
    expect(entryId(path)).toMatch(/-[0-9a-f]{8}$/);
    expect(entryId(path)).toBe(entryId(path));
    expect(entryId(path)).not.toBe(entryId(`other/${path}`));
  });

  it("is as long as an id may be, without a hash", () => {
    expect(entryId(`${"a".repeat(64)}.md`)).toBe("a".repeat(64));
  });

  it("is an id, whatever the path", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (path) => idPattern.test(entryId(path))));
  });
});

describe("a page", () => {
  it.each(["a.md", "a.markdown", "a.mdx", "a.html.md", "a.md.erb", "a.html.md.erb", "A.MD"])(
    "is known by its name: %s",
    (name) => {
      expect(isPageName(name)).toBe(true);
    },
  );
  it.each(["a.txt", "a.md.bak", "a.erb", "md", "a.md~", "a.yaml", "a.html"])("is not: %s", (name) =>
    expect(isPageName(name)).toBe(false),
  );

  it.each([
    ["etcd/etcdNoLeader.md", "etcdNoLeader"],
    ["etcd/README.md", "etcd"],
    ["etcd/_index.md", "etcd"],
    ["README.md", ""],
    ["dns.html.md", "dns"],
  ])("%s is named %j", (path, name) => expect(pageName(path)).toBe(name));
});

describe("a text as an id's letters", () => {
  it.each([
    ["Payments API", "payments-api"],
    ["ﬁle", "file"],
    ["a__b", "a-b"],
    ["", ""],
    ["接続", ""],
  ])("%s is %j", (text, id) => expect(slug(text)).toBe(id));

  it.each([
    ["KubePodCrashLooping", "Kube Pod Crash Looping"],
    ["etcdNoLeader", "etcd No Leader"],
    ["HTTPSProxy", "HTTPS Proxy"],
    ["K8sNode", "K8s Node"],
    ["plain", "plain"],
  ])("CamelCase is split: %s", (text, split) => expect(splitCamelCase(text)).toBe(split));
});
