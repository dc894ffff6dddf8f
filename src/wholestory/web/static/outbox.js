"use strict";
/* Marks that could not be sent: kept on the device, sent when there is a connection again. One source for the
   page and for the service worker, which are served with it. A mark says what is to be, never "the other way
   round", so sending one twice does no harm. */
const Outbox = (() => {
  const TRIES = 8;

  function wait(request) {
    return new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  }

  async function store(mode) {
    const opening = indexedDB.open("wholestory", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: "id", autoIncrement: true });
    const database = await wait(opening);
    const marks = database.transaction("outbox", mode).objectStore("outbox");
    marks.transaction.oncomplete = marks.transaction.onabort = () => database.close();
    return marks;
  }

  const put = async (mark) => wait((await store("readwrite")).put(mark));
  const all = async () => wait((await store("readonly")).getAll());
  const drop = async (id) => wait((await store("readwrite")).delete(id));
  const clear = async () => wait((await store("readwrite")).clear());

  /* A refusal that time can heal: signed out meanwhile, too many at once, a fault of ours. */
  const heals = (status) => status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;

  /* What becomes of a mark after an answer: nothing more, or the same with one try more. */
  function after(mark, status) {
    if (!heals(status)) return null;
    const tries = (mark.tries || 0) + 1;
    return tries < TRIES ? { ...mark, tries } : null;
  }

  const renewed = (body, token) => {
    const fields = new URLSearchParams(body);
    if (token && fields.has("csrfmiddlewaretoken")) fields.set("csrfmiddlewaretoken", token);
    return fields;
  };

  /* A detour to the sign-in page, which asks where to go next, is no success. */
  const refused = (answer) => answer.redirected && new URL(answer.url).searchParams.has("next");

  /* Sends what `member` left, in order; another member's marks are dropped. Gives how many went. */
  async function send(member, token) {
    let sent = 0;
    for (const mark of await all()) {
      if (member && mark.member !== member) {
        await drop(mark.id);
        continue;
      }
      const answer = await fetch(mark.url, {
        method: "POST",
        body: renewed(mark.body, token),
        credentials: "same-origin",
        headers: { "X-Quiet": "1", "X-Member": mark.member },
      });
      const left = after(mark, refused(answer) ? 401 : answer.status);
      await (left ? put(left) : drop(mark.id));
      sent += answer.ok && !left ? 1 : 0;
    }
    return sent;
  }

  /* One sender at a time, be it a page or the worker. */
  const flush = (member, token) =>
    globalThis.navigator && navigator.locks
      ? navigator.locks.request("outbox", () => send(member, token))
      : send(member, token);

  return { put, all, clear, flush, refused };
})();
