// Look at pages in one headless Chromium: light and dark, wide and as on a telephone.
//
//   node look.mjs FOLDER-OF-NODE_MODULES CHROMIUM PAGE.html ... [--pictures FOLDER]
//
// Prints a JSON list of all that is wrong: what axe-core finds (contrast at 7 to 1 and the size of
// what one can click included), what runs over the edge of the screen, and what was fetched.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, chromium, ...rest] = process.argv.slice(2);
const option = rest.indexOf("--pictures");
const pages = option < 0 ? rest : rest.slice(0, option);
const pictures = option < 0 ? null : rest[option + 1];
const require = createRequire(join(folder, "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const RULES = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
const WIDTHS = [1280, 390];
const SCHEMES = ["light", "dark"];

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const found = [];
let looks = 0;
for (const path of pages) {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      found.push(...(await look(path, width, scheme)));
      looks += 1;
    }
  }
}
await browser.close();
console.log(JSON.stringify({ looks, found }));

async function look(path, width, scheme) {
  const page = await browser.newPage();
  const where = `${basename(path)}, ${scheme}, ${width} wide`;
  const faults = [];
  page.on("request", (request) => {
    if (!/^(data:|file:)/.test(request.url())) faults.push(`${where}: fetched ${request.url()}`);
  });
  page.on("console", (message) => faults.push(`${where}: ${message.text()}`));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(path).href);
  if (pictures) await picture(page, join(pictures, `${basename(path, ".html")}-${width}-${scheme}`));
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) faults.push(`${where}: the page is ${over} pixels wider than the screen`);
  await page.evaluate(axe);
  const result = await page.evaluate((rules) => globalThis.axe.run({ rules }), RULES);
  for (const { id, help, nodes } of result.violations) {
    for (const { html } of nodes) faults.push(`${where}: ${help} [${id}] ${html.slice(0, 200)}`);
  }
  await page.close();
  return faults;
}

async function picture(page, path) {
  await page.screenshot({ path: `${path}.png`, fullPage: true });
  await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true });
}
