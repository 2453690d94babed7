import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
// @boundaries-ignore what documents print is held to the commands themselves
import { asideCommand } from "../apps/cli/src/main.ts";

/**
 * What a document prints exists: a link's end, a file, a setting, a script, a command with its options, a route, a metric. What is
 * said of it is for the reader to compare.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const git = ["ls-files", "--cached", "--others", "--exclude-standard"];
const files = execFileSync("git", git, { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(root, file)));
const pages = files
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({ file, text: read(file), ...codeIn(read(file)) }));

test("links lead somewhere", () => {
  const wrong = wrongIn(({ file, text }) => {
    const prose = text.replace(/^```[^]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
    return links.filter((link) => !/^\w+:/.test(link) && !leads(file, link));
  });
  expect(wrong).toEqual([]);
});

test("files are there", () => {
  const wrong = wrongIn(({ printed, spans }) => {
    const paths = found(
      printed,
      /(?<![\w./-])((?:apps|packages|tools|scripts|e2e|docs|\.ci)\/[\w./@-]*[\w@-])/g,
    ).filter((path) => !path.includes("/dist/"));
    const names = spans.filter((span) => /^[\w./-]+\.(?:ts|tsx|mjs|md|sql)$/.test(span));
    return [
      ...paths.filter((path) => !existsSync(join(root, path))),
      ...names.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`))),
    ];
  });
  expect(wrong).toEqual([]);
});

test("settings are read by a program", () => {
  const wrong = wrongIn(({ text }) =>
    found([text], /\b(ASIDE_[A-Z_]*[A-Z])\b/g).filter((name) => !settings.has(name)),
  );
  expect(wrong).toEqual([]);
});

test("scripts are in package.json", () => {
  const scripts = ["ci", ...Object.keys(JSON.parse(read("package.json")).scripts)];
  const wrong = wrongIn(({ printed }) =>
    found(printed, /\bnpm (?:run )?([a-z][a-z:]*)/g).filter((name) => !scripts.includes(name)),
  );
  expect(wrong).toEqual([]);
});

test("commands and their options are what --help says", () => {
  expect(wrongIn(({ printed }) => printed.filter(isWrongCommand))).toEqual([]);
});

test("routes are registered", () => {
  const wrong = wrongIn(({ printed }) =>
    found(printed, /\b((?:GET|POST|PUT|PATCH|DELETE) \/[\w./{}-]+)/g).filter((one) => {
      const [method = "", path = ""] = one.split(" ");
      return !routes.has(route(method, path));
    }),
  );
  expect(wrong).toEqual([]);
});

test("metrics are counted", () => {
  const wrong = wrongIn(({ text }) =>
    found([text], /\b(aside_(?:gateway|collector)_[a-z_]*[a-z])\b/g).filter(
      (name) => !metrics.has(name),
    ),
  );
  expect(wrong).toEqual([]);
});

test("no document calls anything PCI compliant: only an assessment does", () => {
  expect(wrongIn(({ text }) => found([text], /(PCI(?: DSS)?[- ]compliant)/gi))).toEqual([]);
});

function wrongIn(wrong: (page: (typeof pages)[number]) => string[]): string[] {
  return pages.flatMap((page) => wrong(page).map((one) => `${page.file}: ${one}`));
}

/** The first group of each match. */
function found(texts: readonly string[], pattern: RegExp): string[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, group = ""]) => group));
}

/** The lines of code blocks, without their comments and as one where a backslash ends them, and spans of code in sentences. */
function codeIn(text: string): { printed: string[]; spans: string[] } {
  const blocks = found([text], /^```\w*\n([^]*?)^```$/gm);
  const lines = blocks.flatMap((block) => block.replace(/\\\n\s*/g, " ").split("\n"));
  const spans = found([text.replace(/^```[^]*?^```$/gm, "")], /`([^`\n]+)`/g);
  return {
    printed: [...lines.map((line) => line.replace(/\s#\s.*$/, "").trim()), ...spans],
    spans,
  };
}

function leads(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor);
}

/** As GitHub names headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

const commands = commandsOf(asideCommand());
const settings = new Set([
  ...["gateway", "collector"].flatMap((server) =>
    [...read(`docs/settings/${server}.md`).matchAll(/^\| `(ASIDE_\w+)`/gm)].map(([, name]) => name),
  ),
  ...commands.flatMap(({ options }) => options.map(({ envVar }) => envVar)),
]);
const metrics = new Set(
  ["gateway", "collector"].flatMap((server) =>
    [...read(`docs/monitoring/${server}.md`).matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name),
  ),
);
const sources = files.filter((file) =>
  /^(?:apps\/(?:gateway|collector)|packages\/foundation\/service)\/src\/.*(?<!\.test)\.ts$/.test(
    file,
  ),
);
const openapi: { paths: Record<string, object> } = JSON.parse(read("docs/openapi.json"));
const routes = new Set([
  ...Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => route(method, path)),
  ),
  ...sources.flatMap((file) =>
    [...read(file).matchAll(/\.(get|post|put|patch|delete|all)\(\s*"(\/[^"]+)"/g)].map(
      ([, method = "", path = ""]) => route(method, path),
    ),
  ),
]);
const servers = { gateway: helpOf("gateway"), collector: helpOf("collector") };

/** A label that is signed, and an event of the log. */
const NO_COMMANDS = ["aside audit entry v1", "collector did not take a command"];

function route(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{\w+\}|:\w+/g, "*")}`;
}

function commandsOf(command: ReturnType<typeof asideCommand>): (typeof command)[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

function helpOf(server: string): string[] {
  const args = ["--import", "tsx", `apps/${server}/src/main.ts`, "--help"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.startsWith(server) || line.includes("--"));
}

/** Does it print what is no command of one of the three programs? */
function isWrongCommand(line: string): boolean {
  const words = line
    .replace(/^npx aside\b/, "aside")
    .replace(/^(?:\w+=\S+ )*node (?:--\S+ )*apps\/(gateway|collector)\/dist\/main\.mjs/, "$1")
    .replace(/^node dist\/main\.mjs/, "collector")
    .split(/\s+/);
  const [program, ...rest] = words;
  if (rest.length === 0 || NO_COMMANDS.includes(line)) return false;
  if (program === "aside") return !isKnownToAside(rest);
  return isServer(program) && !isKnownTo(servers[program], rest);
}

function isServer(program: string | undefined): program is keyof typeof servers {
  return program !== undefined && Object.hasOwn(servers, program);
}

function isKnownToAside(words: readonly string[]): boolean {
  let command = asideCommand();
  for (const word of words) {
    if (word === "--help") continue;
    const next = command.commands.find((one) => one.name() === word);
    if (next) command = next;
    else if (word.startsWith("--")) {
      if (!command.options.some(({ long }) => long === word)) return false;
    } else if (command.commands.length > 0) return false;
  }
  return true;
}

/** Its verbs are one line's of the help, as far as they are printed; its options stand anywhere in it. */
function isKnownTo(help: readonly string[], words: readonly string[]): boolean {
  const options = words.flatMap((word) => /^\[?(--[a-z-]+)/.exec(word)?.[1] ?? []);
  if (!options.every((option) => help.some((line) => line.includes(option)))) return false;
  if (words[0]?.startsWith("--")) return true;
  return help.some((line) => {
    const [, ...said] = (line.split(/\s{2,}/)[0] ?? "").split(" ");
    const until = said.findIndex((word) => !/^[a-z][a-z|-]*$|^1\|2$/.test(word));
    const verbs = said.slice(0, until === -1 ? said.length : until);
    return (
      verbs.length > 0 &&
      verbs.every(
        (verb, i) => words[i]?.split("|").every((word) => verb.split("|").includes(word)) ?? true,
      )
    );
  });
}
