import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { startEmulator, type RunningEmulator } from "../server/listener.ts";
import { CHROMIUM_FLAGS, findChromium } from "../testing/chromium.ts";
import { AUTHORIZATION, publishBody } from "../testing/rig.ts";

const found = findChromium();
const title = found === undefined ? "the page (skipped: no Chromium on the PATH)" : "the page";
const HOSTILE = `"><img onerror="document.title='run'" src=x><script>document.title='run'<!--`;

let emulator: RunningEmulator;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let token: string;
const complaints: string[] = [];

(found === undefined ? describe.skip : describe)(title, () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: found ?? "", args: [...CHROMIUM_FLAGS] });
    emulator = await startEmulator();
  });

  afterAll(async () => {
    await browser.close();
    await emulator.close();
  });

  beforeEach(async () => {
    await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
    complaints.length = 0;
    await open({});
  });

  afterEach(() => {
    if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join("; ")}`);
  });

  test("shows what to do first, and then by itself what was done", async () => {
    expect(await page.locator("main").innerText()).toContain("aws codeartifact create-domain --domain acme");
    await makeRepository();
    await page.getByRole("link", { name: "npm-releases" }).waitFor();
    expect(await page.locator("h2").allInnerTexts()).toEqual([
      "acme eu-west-1, 1 repository",
      expect.stringMatching(/^requests \d+$/),
    ]);
  });

  test("shows forty packages, finds one of them, and leaves it open while it changes", async () => {
    await makeRepository();
    for (let index = 0; index < 40; index += 1) await publish(`@acme/package-${index}`, "1.0.0");
    await page.getByRole("link", { name: "npm-releases" }).click();
    expect(await page.locator("summary").count()).toBe(40);
    await page.getByLabel("Part of a name").fill("package-17");
    await page.getByRole("button", { name: "Find" }).click();
    await page.locator("summary").click();
    expect(await page.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/^1\.0\.0\s+Published\s+latest\s/),
    ]);
    await publish("@acme/package-17", "1.1.0");
    await page.getByText("1.1.0, 2 versions").waitFor();
    expect(await page.locator("tbody tr").first().isVisible()).toBe(true);
    expect(await page.getByLabel("Part of a name").inputValue()).toBe("package-17");
  });

  test("shows the last hundred requests of a long log, with statuses and faults", async () => {
    await makeRepository();
    const fault = { match: { operation: "GetPackument" }, at: 150, do: "status:503" };
    await fetch(`${emulator.url}/_emulator/faults`, { method: "POST", body: JSON.stringify([fault]) });
    for (let count = 0; count < 150; count += 1) await npm("@acme%2fnone");
    await page.getByText("the last 100 of 153").waitFor();
    const rows = page.locator("table").last().locator("tbody tr");
    expect(await rows.count()).toBe(100);
    expect(await rows.first().innerText()).toMatch(
      /503\s+GetPackument\s+npm-releases\s+@acme\/none.*status:503$/s,
    );
  });

  test("runs nothing that a package, a version or a tag is called", async () => {
    await makeRepository();
    await publish(`@acme/${HOSTILE.replaceAll(" ", "")}`, "1.0.0");
    await publish("@acme/http", "1.0.0", HOSTILE);
    await page.getByRole("link", { name: "npm-releases" }).click();
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await page.title()).toBe("acme / npm-releases");
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.locator("main").innerText()).toContain("<script>");
  });

  test("says that a repository is not there, and leads back", async () => {
    const reply = await page.goto(`${emulator.url}/_emulator/repository?domain=acme&repository=none`);
    expect(reply?.status()).toBe(404);
    await page.getByRole("link", { name: "All domains" }).click();
    expect(await page.title()).toBe("CodeArtifact emulator");
    complaints.length = 0; // the browser's own, of the 404
  });

  test.each(["light", "dark"] as const)("can be read on a narrow screen, %s", async (colorScheme) => {
    await makeRepository();
    await publish(`@acme/${"long-".repeat(30)}name`, "1.0.0");
    await open({ colorScheme, viewport: { width: 360, height: 700 } });
    await page.getByRole("link", { name: "npm-releases" }).waitFor();
    expect(await overflowing()).toBe(0);
    await page.getByRole("link", { name: "npm-releases" }).click();
    await page.locator("summary").click();
    expect(await overflowing()).toBe(0);
    expect(await contrast()).toBeGreaterThan(4.5);
  });
});

/** A window of its own, on the overview. Whatever the browser complains of is a failure. */
async function open(options: Parameters<Browser["newContext"]>[0]): Promise<void> {
  await (context as BrowserContext | undefined)?.close();
  context = await browser.newContext(options);
  page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${emulator.url}/_emulator/`);
}

async function control(path: string): Promise<Readonly<Record<string, string>>> {
  const headers = { authorization: AUTHORIZATION };
  const response = await fetch(`${emulator.url}/v1/${path}`, { method: "POST", headers });
  return (await response.json()) as Record<string, string>;
}

async function makeRepository(): Promise<void> {
  await control("domain?domain=acme");
  await control("repository?domain=acme&repository=npm-releases");
  token = (await control("authorization-token?domain=acme"))["authorizationToken"] ?? "";
}

function npm(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${emulator.url}/d/acme-123456789012/npm/npm-releases/${path}`, { ...init, headers });
}

async function publish(name: string, version: string, tag = "latest"): Promise<void> {
  const body = JSON.stringify(publishBody({ name, version, tag }));
  const { status } = await npm(encodeURIComponent(name), { method: "PUT", body });
  expect(status).toBe(200);
}

/** By how many pixels the page is wider than the screen. */
function overflowing(): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - innerWidth");
}

/** Between quiet text and its background, as WCAG reckons it. */
function contrast(): Promise<number> {
  return page.evaluate(`(() => {
    const light = (colour) => {
      const parts = colour.match(/\\d+/g).slice(0, 3).map((part) => part / 255);
      const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const of = (element, name) => light(getComputedStyle(element)[name]);
    const both = [of(document.querySelector(".quiet"), "color"), of(document.body, "backgroundColor")];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  })()`);
}
