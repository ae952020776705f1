// The pages and the search box in a browser: typing, keys, answers, facets, versions, without scripts, small and large,
// dark and high contrast, hostile documents, a host page of another origin. Prints TAP; screenshots go to SHOTS.
//
//   node portal.test.mjs BASE HOSTILE_BASE NODE_FOLDER SHOTS CHROMIUM PORTAL_PORT
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { mkdirSync, readFileSync } from "node:fs";
import { done, equal, ok, own, test } from "./tap.mjs";

const [base, hostile, folder, shots, chromiumPath, portalPort] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const here = new URL(".", import.meta.url);
const q = encodeURIComponent;

const QUESTION = "燃气用户违规使用燃气，谁来处罚？";
const VERSIONED = "《澜阳市镇村容貌和环境卫生管理条例》第十条";
const OLDER = "澜阳市镇村容貌和环境卫生管理条例@2017-07-28";
const PAGES = {
  home: "/", answer: `/?q=${q(QUESTION)}`, search: `/?q=${q("垃圾")}`, nothing: `/?q=${q("恐龙火星")}`, citation: `/?q=${q("岚川省扩大乡镇管理权限条例第十条")}`,
  count: `/?q=${q("下放了多少项权力")}`, provision: `/provisions/${q(VERSIONED)}`, versions: `/provisions/${q(VERSIONED)}?compare=${q(OLDER)}`,
  instrument: `/provisions/${q("岚川省扩大乡镇管理权限条例")}`, power: "/powers/HD-SW-20", registry: "/powers", filtered: "/powers?mode=entrusted&page=2",
  audit: "/audit", missing: "/provisions/none", english: `/?lang=en&q=${q(QUESTION)}`, large: `/?view=large&q=${q("垃圾")}`,
};

mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });

// A page in a context of its own; what goes wrong on it (scripts, refused resources, requests elsewhere) is kept in page.faults.
const open = async (path, options = {}) => {
  const context = own(await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: "zh-CN", ...options }));
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  page.faults = [];
  page.asked = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => { if (message.type() === "error" && !/404|400/.test(message.text())) page.faults.push(message.text()); });
  page.on("dialog", (dialog) => { page.faults.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    page.asked.push(request.url());
    if (![base, hostile, `http://127.0.0.1:${portalPort}`].some((own) => request.url().startsWith(own)))
      page.faults.push(`request to ${request.url()}`);
  });
  await page.goto(/^http/.test(path) ? path : base + path);
  return page;
};

const shut = async (page) => {
  equal(page.faults, [], "faults");
  await page.context().close();
};

const look = (page, name) => page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });

// axe is evaluated by the test, not by the page, so the page's policy holds.
const violations = async (page, rule) => {
  if (!await page.evaluate(() => "axe" in globalThis))
    await page.evaluate(axe);
  const result = await page.evaluate((only) => globalThis.axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: [only] }) }), rule);
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
};

const box = (page) => page.locator("quanze-search input[role=combobox]");
const options = (page) => page.locator("quanze-search li[role=option]");
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// ---- every page ----

for (const [name, path] of Object.entries(PAGES))
  await test(`axe finds nothing on ${name}, light and dark; it fits 320 px and 200%`, async () => {
    const page = await open(path);
    await look(page, name);
    equal(await violations(page), [], "light");
    await page.emulateMedia({ colorScheme: "dark" });
    equal(await violations(page, "color-contrast"), [], "dark");
    await page.emulateMedia({ colorScheme: "light" });
    for (const [width, what] of [[640, "200% of 1280 px"], [320, "320 px"]]) { // a window at 200% is one of half the width
      await page.setViewportSize({ width, height: 640 });
      ok(await sideways(page) <= 0, `${what}: scrolls sideways by ${await sideways(page)} px`);
    }
    await look(page, `${name}-320`);
    await shut(page);
  });

for (const name of ["answer", "registry"])
  await test(`axe finds nothing on ${name}, high contrast, its dark and forced colours`, async () => {
    const page = await open(PAGES[name], { contrast: "more" });
    equal(await violations(page, "color-contrast"), [], "more contrast");
    await look(page, `${name}-contrast`);
    await page.emulateMedia({ colorScheme: "dark" });
    equal(await violations(page, "color-contrast"), [], "more contrast, dark");
    await look(page, `${name}-contrast-dark`);
    await page.emulateMedia({ contrast: "no-preference" });
    await look(page, `${name}-dark`);
    await page.emulateMedia({ forcedColors: "active" });
    await look(page, `${name}-forced`);
    await shut(page);
  });

// ---- the box ----

await test("suggestions come while typing, and say how many", async () => {
  const page = await open("/");
  await box(page).pressSequentially("燃气", { delay: 30 });
  await options(page).first().waitFor();
  equal(await box(page).getAttribute("aria-expanded"), "true");
  ok((await options(page).count()) >= 1);
  ok(/条建议/.test(await page.locator("quanze-search .said[role=status]").textContent()));
  await look(page, "suggestions");
  equal(await violations(page), []);
  await shut(page);
});

await test("a suggestion is chosen by keyboard", async () => {
  const page = await open("/");
  await box(page).pressSequentially("燃气", { delay: 30 });
  await options(page).first().waitFor();
  const name = await options(page).first().evaluate((item) => item.firstChild.textContent);
  await page.keyboard.press("ArrowDown");
  equal(await options(page).first().getAttribute("aria-selected"), "true");
  equal(await box(page).getAttribute("aria-activedescendant"), await options(page).first().getAttribute("id"));
  await page.keyboard.press("ArrowUp");
  equal(await options(page).last().getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL((url) => url.pathname !== "/" || url.search !== ""), page.keyboard.press("Enter")]);
  ok((await page.locator("main").textContent()).includes(name), `${page.url()} does not speak of ${name}`);
  await shut(page);
});

await test("Escape closes the list, then empties the box", async () => {
  const page = await open("/");
  await box(page).pressSequentially("燃气", { delay: 30 });
  await options(page).first().waitFor();
  await page.keyboard.press("Escape");
  equal(await box(page).getAttribute("aria-expanded"), "false");
  equal(await box(page).inputValue(), "燃气");
  await page.keyboard.press("Escape");
  equal(await box(page).inputValue(), "");
  await shut(page);
});

await test("nothing is asked for while an input method composes", async () => {
  const page = await open("/");
  const client = await page.context().newCDPSession(page);
  await box(page).focus();
  for (const text of ["r", "ra", "ran", "ranq", "ranqi"]) {
    await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(160);
  }
  equal(page.asked.filter((url) => url.includes("suggest")), []);
  await client.send("Input.insertText", { text: "燃气" });
  await options(page).first().waitFor();
  equal(page.asked.filter((url) => url.includes("suggest")).length, 1);
  await shut(page);
});

await test("Enter asks the question", async () => {
  const page = await open("/");
  await box(page).fill(QUESTION);
  await Promise.all([page.waitForURL(/\?q=/), page.keyboard.press("Enter")]);
  ok((await page.locator("#conclusion").textContent()).startsWith("禾渡镇人民政府（委托）"));
  equal(await box(page).inputValue(), QUESTION);
  await shut(page);
});

await test("everything is reached by keyboard, the first stop skips to the content", async () => {
  const page = await open(PAGES.answer);
  await page.keyboard.press("Tab");
  equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  equal(await page.evaluate(() => document.activeElement.id), "main");
  const stops = await page.locator("main a[href], main button:not([hidden]), main summary, main input:not([type=hidden])").count();
  const seen = new Set();
  for (let i = 0; i < stops + 5; i++) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => { const all = [...document.querySelectorAll("main *")]; return all.indexOf(document.activeElement); }));
  }
  seen.delete(-1);
  ok(seen.size >= stops, `${seen.size} of ${stops} reached`);
  await shut(page);
});

// ---- answers, facets, versions, the registry ----

await test("a citation is copied", async () => {
  const page = await open(PAGES.answer);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const button = page.locator("button.copy").first();
  await button.click();
  await page.locator("button.copy", { hasText: "已复制" }).first().waitFor();
  equal(await page.evaluate(() => navigator.clipboard.readText()), await button.getAttribute("data-copy"));
  await shut(page);
});

await test("the answer stands before the results, with mode, name, basis and remedies", async () => {
  const page = await open(PAGES.answer);
  const text = await page.locator("main").innerText();
  const order = ["禾渡镇人民政府（委托）", "清单登记为授权", "以谁名义", "7号综合执法窗口", "关于在禾渡镇增列授权事项的通知", "复议机关", "条结果"].map((part) => text.indexOf(part));
  ok(order.every((at, i) => at >= 0 && (i === 0 || at > order[i - 1])), `order ${order}`);
  await shut(page);
});

await test("a facet narrows, and can be taken away", async () => {
  const page = await open(PAGES.search);
  const total = (text) => Number(/[0-9]+/.exec(text)[0]);
  const before = total(await page.locator("#results").textContent());
  const facet = page.locator("nav.facets a").filter({ hasText: "事项" }).first();
  await Promise.all([page.waitForURL(/kind=power/), facet.click()]);
  const after = total(await page.locator("#results").textContent());
  ok(after > 0 && after < before, `${after} of ${before}`);
  ok((await page.locator(".hit a").first().getAttribute("href")).includes("/powers/"));
  await look(page, "facet");
  await Promise.all([page.waitForURL((url) => !url.href.includes("kind=")), page.locator("a.chip").first().click()]);
  equal(total(await page.locator("#results").textContent()), before);
  await shut(page);
});

await test("two versions stand side by side", async () => {
  const page = await open(PAGES.provision);
  await Promise.all([page.waitForURL(/compare=/), page.getByText("与本页对照").first().click()]);
  const sides = page.locator(".sides > section");
  equal(await sides.count(), 2);
  const [left, right] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
  ok(right.x >= left.x + left.width && Math.abs(left.y - right.y) < 2, "not beside each other");
  await shut(page);
});

await test("a bar of the chart filters the registry", async () => {
  const page = await open(PAGES.registry);
  await Promise.all([page.waitForURL(/from_department=/), page.locator(".chart a").first().click()]);
  equal(await page.locator("table.list tbody tr").count(), Number(/[0-9]+/.exec(await page.locator("main h2").first().textContent())[0]));
  await shut(page);
});

await test("a day in the past has its own answer", async () => {
  const page = await open(`/?q=${q("谁负责审批生产建设项目水土保持方案？")}&as_of=2024-06-30`);
  ok((await page.locator("#conclusion").textContent()).includes("委托"));
  await page.locator("#as_of").fill("2024-08-01");
  await Promise.all([page.waitForURL(/2024-08-01/), page.locator("form.day button").click()]);
  ok((await page.locator("#conclusion").textContent()).includes("收回"));
  await shut(page);
});

await test("the language and the size stay as chosen", async () => {
  const page = await open("/?lang=en&view=large");
  await box(page).fill("垃圾");
  await Promise.all([page.waitForURL(/q=/), page.keyboard.press("Enter")]);
  ok(/lang=en/.test(page.url()) && /view=large/.test(page.url()), page.url());
  equal(await page.locator("html").getAttribute("lang"), "en");
  await Promise.all([page.waitForURL(/\/powers\//), page.locator('.hit a[href*="/powers/"]').first().click()]);
  equal(await page.locator("html").getAttribute("class"), "large");
  await shut(page);
});

await test("on paper there is the answer and no furniture", async () => {
  const page = await open(PAGES.answer);
  await page.emulateMedia({ media: "print" });
  equal(await page.locator("quanze-search").isVisible(), false);
  equal(await page.locator("button.copy").first().isVisible(), false);
  equal(await page.locator("#conclusion").isVisible(), true);
  await look(page, "print");
  await shut(page);
});

// ---- without scripts ----

await test("a page that was kept shows as it did", async () => {
  const page = await open(PAGES.answer);
  await page.goto(`${base}/`);
  await page.goto(base + PAGES.answer); // 304
  equal(await page.evaluate(() => document.styleSheets.length), 1);
  await shut(page);
});

await test("without scripts the form searches and answers", async () => {
  const page = await open("/", { javaScriptEnabled: false });
  await page.locator("#q").fill(QUESTION);
  await Promise.all([page.waitForURL(/\?q=/), page.locator("form.box button").click()]);
  ok((await page.locator("#conclusion").textContent()).startsWith("禾渡镇人民政府（委托）"));
  equal(await page.locator("button.copy").first().isVisible(), false);
  await look(page, "no-script");
  await Promise.all([page.waitForURL(/\/powers\//), page.locator("h3 a").first().click()]);
  ok((await page.locator("h1").textContent()).includes("燃气"));
  await shut(page);
});

// ---- hostile documents ----

const HOSTILE = ["/", `/?q=${q("办法")}`, `/?q=${q("谁能处罚")}`, `/?q=${q("长")}`, "/powers", "/powers/X-1", "/powers/X-2", "/audit",
  `/provisions/${q('关于<script>alert("x")</script>管理的"办法"')}`, `/?q=${q('"><script>alert(1)</script>')}`,
  `/?q=${q("x")}&level=${q('"><img src=x onerror=alert(1)>')}`, `/provisions/${q("<script>alert(1)</script>")}`, `/powers?name=${q("<svg onload=alert(1)>")}`];
for (const [i, path] of HOSTILE.entries())
  await test(`no script of a document runs, nothing breaks the page: ${decodeURIComponent(path).slice(0, 40)}`, async () => {
    const page = await open(hostile + path);
    equal(await page.locator("script:not([src]), main script, main img, main svg[onload], main iframe, [onerror], [onclick]").count(), 0, "foreign elements");
    equal(await page.locator("main").count(), 1);
    equal(await page.evaluate(() => [...document.querySelectorAll("a[href]")].filter((a) => !/^https?:$/.test(a.protocol)).length), 0, "links of other schemes");
    ok(await sideways(page) <= 0, `scrolls sideways by ${await sideways(page)} px at 1000`);
    await page.setViewportSize({ width: 320, height: 640 });
    ok(await sideways(page) <= 0, `scrolls sideways by ${await sideways(page)} px at 320`);
    await look(page, `hostile-${i}`);
    ok(!/broken/.test(await page.title()));
    await shut(page);
  });

await test("a hostile suggestion is text", async () => {
  const page = await open(hostile + "/");
  await page.route("**/api/v1/suggest*", (route) => route.fulfill({ json: ["x", ["<img src=x onerror=alert(1)>"], ["<b>x</b>"], ["javascript:alert(1)"]] }));
  await box(page).pressSequentially("x");
  await options(page).first().waitFor();
  equal(await options(page).first().locator("img, b").count(), 0);
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/\?q=/), page.keyboard.press("Enter")]); // the address is not the service's: a search instead
  ok(page.url().startsWith(hostile));
  await shut(page);
});

// ---- a host page of another origin ----

const portal = createServer((request, response) => {
  const name = request.url === "/" ? "portal.html" : request.url.slice(1).replaceAll(/[^a-z.]/g, "");
  const type = { html: "text/html", css: "text/css", js: "text/javascript" }[name.split(".").pop()] ?? "text/plain";
  let body = "";
  try { body = readFileSync(new URL(name, here), "utf8").replaceAll("ENDPOINT", base); } catch { response.statusCode = 404; }
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
  response.setHeader("Content-Security-Policy", `default-src 'none'; script-src 'self' ${base}; style-src 'self'; connect-src ${base}; img-src 'self'; form-action ${base}; base-uri 'none'; require-trusted-types-for 'script'`);
  response.end(body);
}).listen(Number(portalPort), "127.0.0.1");
const host = `http://127.0.0.1:${portalPort}`;

await test("the component works in a page of another origin under that page's strict policy", async () => {
  const page = await open(`${host}/`);
  await box(page).pressSequentially("燃气", { delay: 30 });
  await options(page).first().waitFor();
  await look(page, "portal-suggestions");
  equal(await violations(page), []);
  await page.keyboard.press("Escape");
  await box(page).fill(QUESTION);
  await page.keyboard.press("Enter");
  const answer = page.locator("quanze-search section");
  await answer.locator(".conclusion").waitFor();
  ok((await answer.textContent()).includes("禾渡镇人民政府（委托）"));
  const seen = await page.evaluate(() => window.seen.map((one) => one.name));
  for (const name of ["quanze-suggest", "quanze-submit", "quanze-answer"])
    ok(seen.includes(name), `no ${name} among ${seen}`);
  equal(await violations(page), []);
  await look(page, "portal-answer");
  await shut(page);
});

await test("the host page may keep a choice to itself", async () => {
  const page = await open(`${host}/`);
  await page.evaluate(() => document.addEventListener("quanze-select", (event) => event.preventDefault()));
  await box(page).pressSequentially("燃气", { delay: 30 });
  await options(page).first().waitFor();
  await options(page).first().click();
  await page.waitForTimeout(200);
  equal(new URL(page.url()).origin, host);
  equal(await page.evaluate(() => window.seen.at(-1).name), "quanze-select");
  await shut(page);
});

await test("where scripts do not run, the host page has the form", async () => {
  const page = await open(`${host}/`, { javaScriptEnabled: false });
  equal(await page.locator("quanze-search form").isVisible(), true);
  await page.context().close();
});

portal.close();
await browser.close();
process.exit(done());
