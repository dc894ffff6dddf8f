// Queued marks without a browser: a database of one table is made up here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(process.env.OUTBOX, "utf8");

function database() {
  const rows = new Map();
  let next = 1;
  const later = (result) => {
    const request = { result };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  const table = {
    transaction: {},
    put: (row) => (rows.set((row.id ??= next++), row), later(row.id)),
    getAll: () => later([...rows.values()]),
    delete: (id) => later(rows.delete(id)),
    clear: () => later(rows.clear()),
  };
  const opened = { transaction: () => ({ objectStore: () => table }), close() {} };
  return { rows, indexedDB: { open: () => later(opened) } };
}

function outbox(fetch) {
  const { rows, indexedDB } = database();
  const world = { indexedDB, fetch, URL, URLSearchParams, Promise };
  const box = vm.runInNewContext(`${SOURCE}; Outbox`, world);
  return { box, rows };
}

const mark = (member, body = "csrfmiddlewaretoken=old&on=1") => ({ url: "/save", member, body });
const answer = (status, more = {}) => ({ status, ok: status < 300, redirected: false, ...more });

test("marks go in order, with the token of today", async () => {
  const sent = [];
  const { box, rows } = outbox(async (url, { body, headers }) => {
    sent.push([url, String(body), headers["X-Member"]]);
    return answer(204);
  });
  await box.put(mark("alice"));
  await box.put(mark("alice", "on=0"));
  assert.equal(await box.flush("alice", "new"), 2);
  assert.deepEqual(sent, [
    ["/save", "csrfmiddlewaretoken=new&on=1", "alice"],
    ["/save", "on=0", "alice"],
  ]);
  assert.equal(rows.size, 0);
});

test("another member's marks are dropped, never sent", async () => {
  const { box, rows } = outbox(async () => assert.fail("sent"));
  await box.put(mark("alice"));
  assert.equal(await box.flush("bob"), 0);
  assert.equal(rows.size, 0);
});

test("a mark stays while there is no connection", async () => {
  const { box, rows } = outbox(async () => {
    throw new TypeError("no connection");
  });
  await box.put(mark("alice"));
  await assert.rejects(box.flush("alice"), /no connection/);
  assert.equal(rows.size, 1);
});

test("a refusal that time heals is tried again, not for ever; one that it does not is dropped", async () => {
  let status = 403;
  const { box, rows } = outbox(async () => answer(status));
  await box.put(mark("alice"));
  for (let n = 1; n < 8; n++) {
    assert.equal(await box.flush("alice"), 0);
    assert.equal(rows.size, 1);
  }
  await box.flush("alice");
  assert.equal(rows.size, 0);
  status = 404;
  await box.put(mark("alice"));
  await box.flush("alice");
  assert.equal(rows.size, 0);
});

test("a detour to signing in is no success", async () => {
  const { box, rows } = outbox(async () =>
    answer(200, { redirected: true, url: "https://news.example/sign-in?next=/save" }),
  );
  await box.put(mark("alice"));
  assert.equal(await box.flush("alice"), 0);
  assert.equal(rows.size, 1);
});

test("all marks go at signing out", async () => {
  const { box, rows } = outbox(async () => answer(204));
  await box.put(mark("alice"));
  await box.clear();
  assert.equal(rows.size, 0);
});
