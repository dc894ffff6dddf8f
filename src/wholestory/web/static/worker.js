/* The service worker: the shell at hand; the front page, saved and opened stories readable without a connection,
   with the time of the copy; queued marks sent; pushed messages shown.

   A page is kept only if its answer says for whom: `X-Offline: all`, or a tag that stands for one member. Copies
   of anyone else go at once, and all go when a page says `forget` (signing out). PREFIX, SHELL, ICON and Outbox stand
   before this text when it is served. */
const SHELL_CACHE = "shell";
const PICTURES = "pictures";
const KEPT = "kept-";
const MOST_PAGES = 120;
const MOST_PICTURES = 200;
const OFFLINE = "/offline";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(install());
});

async function install() {
  const shell = await caches.open(SHELL_CACHE);
  await Promise.allSettled(SHELL.map((url) => shell.add(url)));
  try {
    const page = await fetch(OFFLINE, { credentials: "omit" });
    if (page.ok) await shell.put(OFFLINE, await plain(page));
  } catch {} // no such page: the browser's own will do
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  const shell = await caches.open(SHELL_CACHE);
  for (const request of await shell.keys()) {
    const path = new URL(request.url).pathname;
    if (path.startsWith(PREFIX) && !SHELL.includes(path)) await shell.delete(request);
  }
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(PREFIX)) event.respondWith(still(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
  else if (request.destination === "image") event.respondWith(picture(event));
});

/* Files under hashed names never change: the copy first. */
async function still(request) {
  const held = await caches.match(request, { cacheName: SHELL_CACHE });
  if (held) return held;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL_CACHE)).put(request, answer.clone());
  return answer;
}

/* Pages: the connection first, else the copy, told apart by `data-kept` on its root. */
async function page(event) {
  const url = address(event.request.url);
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(url, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    const copy = await kept(url);
    if (copy) return copy;
    const nothing = await caches.match(OFFLINE, { cacheName: SHELL_CACHE });
    if (nothing) return nothing;
    throw error;
  }
}

async function picture(event) {
  const held = await caches.match(event.request, { cacheName: PICTURES });
  if (held) return held;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(lay(PICTURES, event.request.url, answer.clone(), MOST_PICTURES).catch(() => {}));
  return answer;
}

/* A page's address without the part that only the page reads. */
function address(url) {
  const plain = new URL(url);
  plain.hash = "";
  return plain.href;
}

async function keep(url, answer) {
  const tag = answer.headers.get("X-Offline");
  const type = answer.headers.get("Content-Type") || "";
  if (!tag || !/^[\w-]{1,64}$/.test(tag)) return;
  await others(tag);
  if (!answer.ok || !type.startsWith("text/html") || address(answer.url || url) !== url) return;
  await lay(KEPT + tag, url, await stamped(answer), MOST_PAGES);
}

/* Copies made for anybody else than `tag` are thrown away. */
async function others(tag) {
  for (const name of await caches.keys())
    if (name.startsWith(KEPT) && name !== KEPT + tag) await caches.delete(name);
}

async function stamped(answer, now = new Date()) {
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const marked = text.replace(/<html(?=[\s>])/i, `<html data-kept="${now.toISOString()}"`);
  return new Response(marked, { status: 200, headers });
}

async function plain(answer) {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(await answer.blob(), { status: answer.status, headers });
}

async function lay(name, url, answer, most) {
  const cache = await caches.open(name);
  await cache.delete(url);
  await cache.put(url, answer);
  const held = await cache.keys();
  for (const request of held.slice(0, Math.max(0, held.length - most))) await cache.delete(request);
}

async function kept(url) {
  for (const name of await caches.keys()) {
    const copy = name.startsWith(KEPT) && (await caches.match(url, { cacheName: name }));
    if (copy) return copy;
  }
  return undefined;
}

self.addEventListener("message", (event) => {
  const { type, url } = event.data || {};
  if (event.origin && event.origin !== self.location.origin) return;
  if (type === "forget") event.waitUntil(forget());
  if (type === "keep" && url) event.waitUntil(bring(url, true));
  if (type === "here" && url) event.waitUntil(bring(url, false));
});

/* Fetches a page to keep it; `again` even if a copy is there. */
async function bring(url, again) {
  const whole = new URL(url, self.location.href);
  if (whole.origin !== self.location.origin) return;
  const to = address(whole.href);
  if (!again && (await kept(to))) return;
  try {
    await keep(to, await fetch(to, { credentials: "same-origin", headers: { Accept: "text/html" } }));
  } catch {} // it will be kept when it is opened
}

async function forget() {
  for (const name of await caches.keys())
    if (name.startsWith(KEPT) || name === PICTURES) await caches.delete(name);
  await Outbox.clear().catch(() => {});
}

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(send());
});

/* An open page knows who reads, and sends itself. */
async function send() {
  const windows = await self.clients.matchAll({ type: "window" });
  if (windows.length) windows[0].postMessage("flush");
  else await Outbox.flush();
}

self.addEventListener("push", (event) => {
  const message = read(event.data);
  if (message) event.waitUntil(self.registration.showNotification(message.title, message.options));
});

/* What is pushed: {title, body, url, tag, lang, dir}; an address elsewhere becomes the front page. */
function read(data) {
  let found;
  try {
    found = data.json();
  } catch {
    return null;
  }
  if (!found || typeof found.title !== "string" || !found.title) return null;
  const url = new URL(String(found.url || "/"), self.location.href);
  const to = url.origin === self.location.origin ? url.href : new URL("/", self.location.href).href;
  const icon = ICON;
  const { body = "", tag, lang, dir = "auto" } = found;
  return { title: found.title, options: { body: String(body), tag, lang, dir, icon, data: { url: to } } };
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

async function open(url) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const held = windows.find((each) => address(each.url) === address(url));
  return held ? held.focus() : self.clients.openWindow(url);
}
