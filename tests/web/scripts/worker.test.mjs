// The service worker without a browser: its caches, clients and connection are made up here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(process.env.WORKER, "utf8");
const HOME = "https://news.example/";

class Caches {
  stores = new Map();
  async open(name) {
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const held = this.stores.get(name);
    const key = (asked) => new URL(typeof asked === "string" ? asked : asked.url, HOME).href;
    return {
      put: async (asked, answer) => void held.set(key(asked), answer),
      add: async (asked) => void held.set(key(asked), new Response("shell")),
      delete: async (asked) => held.delete(key(asked)),
      match: async (asked) => held.get(key(asked))?.clone(),
      keys: async () => [...held.keys()].map((url) => ({ url })),
    };
  }
  async keys() {
    return [...this.stores.keys()];
  }
  async delete(name) {
    return this.stores.delete(name);
  }
  async match(asked, { cacheName }) {
    return this.stores.has(cacheName) ? (await this.open(cacheName)).match(asked) : undefined;
  }
}

function started(fetch) {
  const on = {};
  const shown = [];
  const opened = [];
  const caches = new Caches();
  const self = {
    location: new URL(HOME),
    skipWaiting() {},
    addEventListener: (type, run) => (on[type] = run),
    registration: { showNotification: async (title, options) => void shown.push({ title, options }) },
    clients: { claim: async () => {}, matchAll: async () => [], openWindow: async (url) => void opened.push(url) },
  };
  const world = { self, caches, fetch, URL, URLSearchParams, Response, Headers, Date, Promise, console };
  vm.runInNewContext(SOURCE, world);
  async function fire(type, event) {
    const waits = [];
    let answered;
    on[type]({ ...event, waitUntil: (p) => waits.push(p), respondWith: (p) => (answered = p) });
    const answer = await answered;
    await Promise.all(waits);
    return answer;
  }
  const visit = (path) =>
    fire("fetch", { request: { url: new URL(path, HOME).href, method: "GET", mode: "navigate" } });
  return { fire, visit, caches, shown, opened };
}

const page = (text, tag, more = {}) =>
  new Response(`<!doctype html><html lang="en">${text}</html>`, {
    headers: { "Content-Type": "text/html; charset=utf-8", ...(tag ? { "X-Offline": tag } : {}), ...more },
  });

const gone = async () => {
  throw new TypeError("no connection");
};

test("a page that may be kept is readable without a connection, with the time of the copy", async () => {
  let connection = async () => page("the front", "all");
  const { visit } = started((...asked) => connection(...asked));
  const fresh = await (await visit("/")).text();
  assert.ok(!fresh.includes("data-kept"));
  connection = gone;
  const copy = await (await visit("/#story-3")).text();
  assert.match(copy, /<html data-kept="\d{4}-\d\d-\d\dT[\d:.]+Z" lang="en">the front/);
});

test("a page that does not say for whom it is, is not kept", async () => {
  let connection = async () => page("settings", null);
  const { visit, caches } = started((...asked) => connection(...asked));
  await visit("/settings");
  connection = gone;
  await assert.rejects(visit("/settings"), /no connection/);
  assert.deepEqual(await caches.keys(), []);
});

test("copies made for one member go when a page for another comes", async () => {
  let connection = async () => page("saved by Alice", "alice");
  const { visit, caches } = started((...asked) => connection(...asked));
  await visit("/saved");
  connection = async () => page("Bob's front", "bob");
  await visit("/");
  connection = gone;
  await assert.rejects(visit("/saved"), /no connection/);
  assert.deepEqual(await caches.keys(), ["kept-bob"]);
});

test("all copies go at signing out", async () => {
  const { fire, visit, caches } = started(async () => page("saved", "alice"));
  await visit("/saved");
  await fire("message", { data: { type: "forget" } });
  assert.deepEqual(await caches.keys(), []);
});

test("a saved story is fetched to be kept, one elsewhere is not", async () => {
  const asked = [];
  const { fire, caches } = started(async (url) => (asked.push(url), page("story", "all")));
  await fire("message", { data: { type: "keep", url: "/story/7" } });
  await fire("message", { data: { type: "keep", url: "https://elsewhere.example/story/7" } });
  assert.deepEqual(asked, [`${HOME}story/7`]);
  assert.deepEqual([...caches.stores.get("kept-all").keys()], [`${HOME}story/7`]);
});

test("an error, another type and a tag that is none are not kept", async () => {
  const answers = [
    new Response("no", { status: 500, headers: { "Content-Type": "text/html", "X-Offline": "all" } }),
    new Response("{}", { headers: { "Content-Type": "application/json", "X-Offline": "all" } }),
    page("odd", "all; everyone"),
  ];
  const { visit, caches } = started(async () => answers.shift());
  for (const path of ["/a", "/b", "/c"]) await visit(path);
  assert.equal([...caches.stores.values()].flatMap((held) => [...held.keys()]).length, 0);
});

test("forms, other sites and plain requests are left alone", async () => {
  const { fire } = started(gone);
  for (const request of [
    { url: HOME, method: "POST", mode: "navigate" },
    { url: "https://elsewhere.example/", method: "GET", mode: "navigate" },
    { url: `${HOME}api/articles`, method: "GET", mode: "cors" },
  ])
    assert.equal(await fire("fetch", { request }), undefined);
});

test("the number of kept pages has an end, the oldest go", async () => {
  const { visit, caches } = started(async () => page("story", "all"));
  for (let n = 0; n < 125; n++) await visit(`/story/${n}`);
  const held = [...caches.stores.get("kept-all").keys()];
  assert.equal(held.length, 120);
  assert.equal(held[0], `${HOME}story/5`);
});

test("a pushed message is shown and leads nowhere but here", async () => {
  const { fire, shown, opened } = started(gone);
  const push = (value) => fire("push", { data: { json: () => JSON.parse(value) } });
  await push('{"title": "Ferry", "body": "2 more titles", "url": "/story/7"}');
  await push('{"title": "Odd", "url": "https://elsewhere.example/"}');
  await push('{"title": "Odder", "url": "javascript:alert(1)"}');
  await push('{"body": "no title"}');
  await push("not data");
  assert.deepEqual(
    shown.map(({ title, options }) => [title, options.data.url]),
    [
      ["Ferry", `${HOME}story/7`],
      ["Odd", HOME],
      ["Odder", HOME],
    ],
  );
  await fire("notificationclick", { notification: { close() {}, data: shown[0].options.data } });
  assert.deepEqual(opened, [`${HOME}story/7`]);
});

test("files under hashed names come from the copy, older ones are cleared", async () => {
  let asked = 0;
  const { fire, caches } = started(async () => (asked++, new Response("bytes")));
  const request = { url: `${HOME}static/icons/old.123456.png`, method: "GET", mode: "no-cors" };
  await fire("fetch", { request });
  await fire("fetch", { request });
  assert.equal(asked, 1);
  await fire("activate", {});
  assert.equal((await (await caches.open("shell")).keys()).length, 0);
});
