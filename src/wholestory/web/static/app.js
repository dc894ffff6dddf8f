/* What a script makes smoother; every page works without it. It writes no words of its own: those it says stand
   in the page, as data attributes of #said. */
(() => {
  const root = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);
  const every = (selector, from = document) => [...from.querySelectorAll(selector)];
  const member = root.dataset.member || "";
  const ours = (url) => new URL(url, location.href).origin === location.origin;

  /* The only way for text to become elements, or for an address to become a worker. */
  const rules = {
    createHTML(text, from) {
      if (!from || !ours(from)) throw new TypeError("not from here");
      return text;
    },
    createScriptURL(url) {
      if (url !== root.dataset.worker || !url.startsWith("/") || !ours(url)) throw new TypeError("not ours");
      return url;
    },
  };
  const policy = globalThis.trustedTypes ? trustedTypes.createPolicy("wholestory", rules) : rules;

  function say(word) {
    const line = one("#said");
    const text = line && (line.dataset[word] || "");
    if (!text) return;
    line.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => (line.textContent = ""), 6000);
  }

  /* ---- Theme, size, density, keys: kept here and in a cookie, so the next page comes as chosen ---- */
  const CHOICES = { theme: "auto", size: "2", density: "comfortable", keys: "on" };

  function show(name, value) {
    if (value === CHOICES[name]) delete root.dataset[name];
    else root.dataset[name] = value;
    for (const button of every(`button[data-choose="${name}"]`))
      button.setAttribute("aria-pressed", String(button.value === value));
    for (const select of every(`select[data-choose="${name}"]`)) select.value = value;
  }

  function choose(name, value) {
    show(name, value);
    try {
      localStorage.setItem(name, value);
    } catch {} // storage may be closed to us: the cookie is enough
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }

  function chosen(name) {
    let kept = null;
    try {
      kept = localStorage.getItem(name);
    } catch {}
    return root.dataset[name] || kept || CHOICES[name];
  }

  /* ---- Fragments: "12 new", more, the next page; the answer is a page like any other ---- */
  async function page(url, options = {}) {
    const answer = await fetch(url, {
      credentials: "same-origin",
      ...options,
      headers: { Accept: "text/html", "X-Quiet": "1", ...options.headers },
    });
    const type = answer.headers.get("Content-Type") || "";
    if (!answer.ok || !type.startsWith("text/html")) return { answer, parsed: null };
    const html = policy.createHTML(await answer.text(), answer.url);
    return { answer, parsed: new DOMParser().parseFromString(html, "text/html") };
  }

  function insert(target, found, how) {
    if (how !== "append" && how !== "prepend") {
      target.replaceWith(found);
      return found;
    }
    const first = found.firstElementChild;
    target[how](...found.childNodes);
    return first || target;
  }

  async function load(link) {
    const { fragment, how, said } = link.dataset;
    link.setAttribute("aria-busy", "true");
    try {
      const { parsed } = await page(link.href);
      const found = parsed && one(fragment, parsed);
      if (!found) throw new Error("no such part");
      const next = link.id && parsed.getElementById(link.id);
      const first = insert(one(fragment), found, how);
      if (link.isConnected) next && next !== link ? link.replaceWith(next) : link.remove();
      if (!first.matches("a, button")) first.tabIndex = -1;
      first.focus({ preventScroll: how === "append" });
      dress(document);
      if (said) say(said);
    } catch {
      location.assign(link.href);
    }
  }

  async function poll(link) {
    if (document.hidden || !link.isConnected) return;
    try {
      const { parsed } = await page(link.dataset.poll);
      const found = parsed && parsed.getElementById(link.id);
      if (found) link.replaceWith(found);
    } catch {} // the next time will do
  }

  /* ---- Quiet forms: save, follow, read, more, less, never ---- */
  function flip(form, button) {
    if (button && button.hasAttribute("aria-pressed"))
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    for (const input of every("input[data-other]", form))
      [input.value, input.dataset.other] = [input.dataset.other, input.value];
  }

  function done(form, button, parsed) {
    const item = form.closest("[data-item], .card, li");
    const fresh = parsed && form.id && parsed.getElementById(form.id);
    if (fresh) form.replaceWith(fresh);
    else flip(form, button);
    if (button && button.getAttribute("aria-pressed") === "false") return; // undone
    if (form.dataset.then === "hide" && item) {
      move(1);
      item.hidden = true;
    }
    if (form.dataset.then === "read" && item) item.classList.add("read");
    if (form.dataset.keep) tell({ type: "keep", url: form.dataset.keep });
    if (form.dataset.said) say(form.dataset.said);
  }

  function plainly(form, button) {
    if (button && button.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: button.name, value: button.value });
      form.append(field);
    }
    form.submit();
  }

  async function post(form, button) {
    const fields = new FormData(form);
    if (button && button.name) fields.append(button.name, button.value);
    const body = new URLSearchParams(fields);
    form.setAttribute("aria-busy", "true");
    try {
      const { answer, parsed } = await page(form.action, { method: "POST", body });
      if (Outbox.refused(answer)) location.assign(answer.url);
      else if (answer.ok) done(form, button, parsed);
      else plainly(form, button);
    } catch {
      await later(form, button, String(body));
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  async function later(form, button, body) {
    try {
      await Outbox.put({ url: form.action, body, member, at: new Date().toISOString() });
    } catch {
      plainly(form, button);
      return;
    }
    done(form, button, null);
    say("queued");
    const worker = await registered();
    if (worker && worker.sync) worker.sync.register("outbox").catch(() => {});
  }

  async function flush() {
    if (!member || !navigator.onLine || !globalThis.indexedDB) return;
    const token = one("input[name=csrfmiddlewaretoken]");
    try {
      if (await Outbox.flush(member, token && token.value)) say("sent");
    } catch {} // still no way through: they stay
  }

  /* ---- Listening: the browser reads the text aloud, a sentence at a time ---- */
  function sentences(text, lang) {
    const clean = text.replace(/\s+/g, " ").trim();
    if (!globalThis.Intl || !Intl.Segmenter) return clean.match(/[^.!?…。！？؟]+[.!?…。！？؟]*/g) || [];
    const parts = new Intl.Segmenter(lang || undefined, { granularity: "sentence" }).segment(clean);
    return [...parts].map((part) => part.segment.trim()).filter(Boolean);
  }

  function spoken(block) {
    const copy = block.cloneNode(true);
    for (const part of every(".ref, .vh, .noprint, [hidden], button", copy)) part.remove();
    return copy.textContent;
  }

  let reading = null;

  function hush() {
    if (!reading) return;
    const { button } = reading;
    reading = null;
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "false");
    every(".listening").forEach((block) => block.classList.remove("listening"));
  }

  function listen(button) {
    const stop = reading && reading.button === button;
    hush();
    if (stop) return;
    const blocks = every(button.dataset.listen).flatMap((text) =>
      every("h1, h2, h3, p, li", text).length ? every("h1, h2, h3, p, li", text) : [text],
    );
    const queue = blocks.flatMap((block) => {
      const lang = (block.closest("[lang]") || root).lang;
      return sentences(spoken(block), lang).map((words) => ({ block, lang, words }));
    });
    reading = { button, queue };
    button.setAttribute("aria-pressed", "true");
    aloud(reading);
  }

  function aloud(turn) {
    if (turn !== reading) return;
    const next = turn.queue.shift();
    if (!next) {
      hush();
      return;
    }
    every(".listening").forEach((block) => block !== next.block && block.classList.remove("listening"));
    next.block.classList.add("listening");
    const speech = new SpeechSynthesisUtterance(next.words);
    speech.lang = next.lang;
    speech.onend = () => aloud(turn);
    speech.onerror = () => turn === reading && hush();
    speechSynthesis.speak(speech);
  }

  /* ---- Sharing ---- */
  async function share(element) {
    const url = new URL(element.dataset.share || element.href || location.href, location.href).href;
    try {
      if (navigator.share) await navigator.share({ url, title: element.dataset.title || document.title });
      else {
        await navigator.clipboard.writeText(url);
        say("copied");
      }
    } catch (error) {
      if (error.name !== "AbortError" && element.href) location.assign(element.href);
    }
  }

  /* ---- Accounts on a phone: which column, and the next ---- */
  function column(scroller) {
    const columns = every(".acct", scroller);
    const edge = (element) => element.getBoundingClientRect()[root.dir === "rtl" ? "right" : "left"];
    const start = edge(scroller);
    const far = columns.map((each) => Math.abs(edge(each) - start));
    return { columns, at: far.indexOf(Math.min(...far)) };
  }

  function swipe(button) {
    const { columns, at } = column(one(button.dataset.swipe));
    const to = columns[Math.max(0, Math.min(columns.length - 1, at + Number(button.value)))];
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (to) to.scrollIntoView({ behavior, inline: "start", block: "nearest" });
  }

  function count(output) {
    const scroller = one(output.dataset.at);
    if (!scroller) return;
    const words = output.dataset.words || "";
    const write = () => {
      const { columns, at } = column(scroller);
      output.textContent = words.replace("{n}", at + 1).replace("{of}", columns.length);
    };
    let waiting = 0;
    scroller.addEventListener("scroll", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(write);
    }, { passive: true });
    write();
  }

  /* ---- Keys ---- */
  const ITEMS = "[data-item], .lead, .card, .rank li, .desk .row:not(.meta), .results > li";
  let at = null;
  let going = 0;

  const items = () => every(ITEMS).filter((item) => item.getClientRects().length && !item.parentElement.closest(ITEMS));
  const link = (item) => one("h2 a, h3 a, a[href]", item);

  function current() {
    const held = document.activeElement && document.activeElement.closest(ITEMS);
    return held || (at && at.isConnected ? at : null);
  }

  function move(step) {
    const all = items();
    const here = all.indexOf(current());
    const to = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
    if (!to) return;
    at = to;
    const target = link(to) || to;
    if (target === to) to.tabIndex = -1;
    target.focus();
  }

  function turn(step) {
    const other = one(step > 0 ? "a[rel~=next]" : "a[rel~=prev]");
    if (other) other.click();
    else move(step);
  }

  function press(key) {
    const selector = `[data-key="${key}"]`;
    const item = current();
    const target = (item && one(selector, item)) || every(selector).find((each) => !each.closest(ITEMS));
    if (target) target.click();
    return Boolean(target);
  }

  function expand() {
    const all = every("details", current() || one("main") || document);
    const open = all.some((each) => !each.open);
    for (const each of all) each.open = open;
  }

  function help() {
    const dialog = one("dialog#keys");
    if (dialog && dialog.showModal) dialog.open ? dialog.close() : dialog.showModal();
  }

  function search() {
    const fields = every("input[type=search]");
    const field = fields.find((each) => each.getClientRects().length);
    if (field) field.focus();
    else press("/");
  }

  const DENSITIES = ["comfortable", "compact", "headlines"];
  const THEMES = ["auto", "light", "dark"];
  const KEYS = {
    j: () => turn(1),
    k: () => turn(-1),
    n: () => move(1),
    p: () => move(-1),
    o: () => current() && link(current()) && link(current()).click(),
    x: () => press("x") || expand(),
    t: () => choose("theme", THEMES[(THEMES.indexOf(chosen("theme")) + 1) % 3]),
    1: () => choose("density", DENSITIES[0]),
    2: () => choose("density", DENSITIES[1]),
    3: () => choose("density", DENSITIES[2]),
    "/": search,
    "?": help,
  };

  function keyed(event) {
    const { key, target } = event;
    if (key === "Escape") {
      hush();
      if (target.matches("input[type=search]")) target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (target.isContentEditable || target.closest("input, textarea, select, [role=textbox]")) return;
    if (root.dataset.keys === "off" || (one("dialog[open]") && key !== "?")) return;
    const gone = Date.now() - going < 1500;
    going = key === "g" ? Date.now() : 0;
    if (key === "g") return;
    const place = gone && one(`a[data-go="${CSS.escape(key)}"]`);
    if (place) place.click();
    else if (gone || (!KEYS[key] && !/^[a-z]$/.test(key))) return;
    else if (KEYS[key]) KEYS[key]();
    else if (!press(key)) return;
    event.preventDefault();
  }

  /* ---- Offline, the service worker, pushed messages ---- */
  async function registered() {
    return "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration() : undefined;
  }

  async function tell(message) {
    const worker = await registered();
    if (worker && worker.active) worker.active.postMessage(message);
  }

  function connected() {
    const line = one(".offline");
    if (!line) return;
    const kept = root.dataset.kept;
    line.hidden = navigator.onLine && !kept;
    const time = one("time", line);
    if (!time) return;
    const then = kept ? new Date(kept) : new Date(performance.timeOrigin);
    time.dateTime = then.toISOString();
    time.textContent = then.toLocaleString(root.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
  }

  async function forget() {
    tell({ type: "forget" });
    try {
      await Outbox.clear();
    } catch {}
  }

  async function work() {
    if (!root.dataset.worker || !("serviceWorker" in navigator)) return;
    const served = Boolean(navigator.serviceWorker.controller); // then it has seen this page already
    try {
      await navigator.serviceWorker.register(policy.createScriptURL(root.dataset.worker), { scope: "/" });
      await navigator.serviceWorker.ready;
      navigator.serviceWorker.addEventListener("message", ({ data }) => data === "flush" && flush());
      if (!served && "keep" in root.dataset) tell({ type: "here", url: location.href });
    } catch {} // no worker, no copies: the pages stand all the same
  }

  /* One that was made for a key that the site has no more hears nothing: it is ended first. */
  async function subscribed(worker, key) {
    const held = await worker.pushManager.getSubscription();
    if (held && String(new Uint8Array(held.options.applicationServerKey)) !== String(key)) await held.unsubscribe();
    return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }

  async function subscribe(form, button) {
    const failed = one("[data-push-failed]", form);
    failed.hidden = true;
    form.setAttribute("aria-busy", "true");
    try {
      if (!(await registered())) throw new Error("no worker");
      const text = atob(form.dataset.push.replace(/-/g, "+").replace(/_/g, "/"));
      const key = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
      const made = await subscribed(await navigator.serviceWorker.ready, key);
      form.elements.subscription.value = JSON.stringify(made);
    } catch {
      failed.hidden = false; // what the browser says of it is in no language of ours
      return;
    } finally {
      form.removeAttribute("aria-busy");
    }
    plainly(form, button);
  }

  /* ---- Wiring: one listener a kind of event, so what comes later is served too ---- */
  const can = {
    script: true,
    speech: "speechSynthesis" in globalThis,
    share: Boolean(navigator.share || navigator.clipboard),
    push: "PushManager" in globalThis && "serviceWorker" in navigator,
  };

  function dress(part) {
    for (const element of every("[data-needs]", part)) if (can[element.dataset.needs]) element.hidden = false;
    for (const name of Object.keys(CHOICES)) show(name, chosen(name));
  }

  document.addEventListener("click", (event) => {
    const element = event.target.closest && event.target.closest(
      "a[data-fragment], [data-choose], [data-listen], [data-share], [data-swipe], [data-help], [data-print], [data-signout]",
    );
    if (!element || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { dataset } = element;
    if ("signout" in dataset) {
      forget();
      return;
    }
    if (dataset.choose) {
      if (element.matches("button")) choose(dataset.choose, element.value);
      else return;
    } else if (dataset.fragment) {
      if (!one(dataset.fragment) || !ours(element.href)) return;
      load(element);
    } else if (dataset.listen) can.speech && listen(element);
    else if ("share" in dataset) share(element);
    else if (dataset.swipe) swipe(element);
    else if ("help" in dataset) help();
    else print();
    event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-choose]")) choose(event.target.dataset.choose, event.target.value);
  });

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.matches("[data-signout]")) forget();
    if (event.defaultPrevented || !ours(form.action)) return;
    if (form.matches("[data-push]")) subscribe(form, submitter);
    else if (form.matches("[data-quiet]")) post(form, submitter);
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", keyed);
  addEventListener("online", () => (connected(), flush()));
  addEventListener("offline", connected);
  addEventListener("pagehide", hush);
  addEventListener("storage", (event) => event.key in CHOICES && show(event.key, event.newValue || CHOICES[event.key]));

  dress(document);
  connected();
  every("[data-at]").forEach(count);
  for (const link of every("[data-poll][id]")) setInterval(() => poll(document.getElementById(link.id) || link), 120000);
  flush();
  work();
})();
