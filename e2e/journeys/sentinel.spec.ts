import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "./fixtures.ts";

test.setTimeout(240_000);

const ROOT = new URL("../..", import.meta.url).pathname;
const lists = {
  form: join(ROOT, "apps/capture-form/dist/scripts.json"),
  widget: join(ROOT, "apps/widget/dist/scripts.json"),
};

test("[3] [35] the sentinel finds a changed script, an added script and a dropped header in the form and in the host page", async ({
  system,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "aside-sentinel-"));
  const key = join(folder, "release.pem");
  const pages = [
    {
      url: `${system.collector.url}/form?tenant=demo`,
      lists: [lists.form],
      press: [],
      script: "/form/assets/",
    },
    {
      url: `${system.gateway.url}/demo/`,
      lists: [lists.widget],
      press: ["Open chat"],
      script: "/widget/aside.js",
    },
  ];
  for (const page of pages) {
    const out = join(folder, "page.json");
    const press = page.press.length > 0 ? ["--press", ...page.press] : [];
    const signing = [
      "--no-sandbox",
      "--watch",
      "0",
      "--key",
      key,
      "--scripts",
      ...page.lists,
      "--out",
      out,
    ];
    const signed = await aside("manifest", page.url, ...signing, ...press);
    expect(signed, signed.text).toMatchObject({ code: 0 });
    const report = join(folder, "report.json");
    const look = (url: string) =>
      aside(
        "sentinel",
        url,
        "--no-sandbox",
        "--watch",
        "0",
        "--manifest",
        out,
        "--public-key",
        `${key}.pub`,
        "--report",
        report,
        ...press,
      );
    const plain = await look(page.url);
    expect(plain, plain.text).toMatchObject({ code: 0 });

    const found: string[] = [];
    for (const tampering of TAMPERINGS(page.script)) {
      const proxy = await tamperingProxy(page.url, tampering);
      const { code, text } = await look(proxy.url);
      proxy.close();
      expect(code, `${page.url}, ${found.length}: ${text}`).toBe(3);
      const { verdict, differences }: { verdict: string; differences: { what: string }[] } =
        JSON.parse(await readFile(report, "utf8"));
      expect(verdict).toBe("differs");
      found.push(differences.map(({ what }) => what).join());
    }
    expect(found.map((one) => [...new Set(one.split(","))].toSorted().at(-1))).toEqual([
      "script changed",
      "script added",
      "header gone",
    ]);
    await writeFile(out, (await readFile(out, "utf8")).replace('"seen": true', '"seen": false'));
    expect(await look(page.url)).toMatchObject({ code: 1 });
  }
  await rm(folder, { recursive: true, force: true });
});

test("[3] a script that a page loads seconds later is seen", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aside-sentinel-"));
  const script = `setTimeout(async () => {
    const late = document.createElement("script");
    late.textContent = await (await fetch("/late")).text();
    if (late.textContent !== "") document.head.append(late);
  }, 2000)`;
  let late = "";
  const server = createServer((incoming, response) => {
    if (incoming.url === "/late") response.end(late);
    else response.setHeader("content-type", "text/html").end(`<script>${script}</script>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
  const key = join(folder, "release.pem");
  const list = join(folder, "scripts.json");
  const out = join(folder, "page.json");
  const sha384 = createHash("sha384").update(script).digest("base64");
  await writeFile(list, JSON.stringify({ scripts: [{ path: "inline", sha384, why: "loads" }] }));
  const watching = ["--no-sandbox", "--watch", "4"];
  const signing = ["--key", key, "--scripts", list, "--out", out];
  const signed = await aside("manifest", url, ...watching, ...signing);
  expect(signed, signed.text).toMatchObject({ code: 0 });
  const look = () =>
    aside("sentinel", url, ...watching, "--manifest", out, "--public-key", `${key}.pub`);
  expect(await look()).toMatchObject({ code: 0 });
  late = "void 1;";
  const looked = await look();
  expect(looked, looked.text).toMatchObject({ code: 3 });
  expect(looked.text).toContain("script added: inline");
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const ADDED = "void 0;";
const ADDED_DIGEST = `sha384-${createHash("sha384").update(ADDED).digest("base64")}`;

type Tamper = (path: string, body: string, headers: Record<string, string>) => string;

/** What somebody who holds the server, or stands before it, may do: what lacks its digest the form's own policy would stop. */
const TAMPERINGS = (script: string): Tamper[] => [
  (path, body, headers) => {
    delete headers["integrity-policy"];
    return path.includes(script) && path.endsWith(".js")
      ? `${body}\n;void 0;`
      : body.replaceAll(/ integrity="[^"]*"/g, "");
  },
  (_path, body) =>
    body.replace(
      "</head>",
      `<script crossorigin src="/added.js" integrity="${ADDED_DIGEST}"></script></head>`,
    ),
  (_, body, headers) => {
    delete headers["referrer-policy"];
    return body;
  },
];

async function tamperingProxy(page: string, tamper: Tamper) {
  const { origin, pathname, search } = new URL(page);
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url ?? "/";
    if (path === "/added.js")
      return response.setHeader("content-type", "text/javascript").end(ADDED);
    const sent = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      name.startsWith("sec-fetch") || name === "accept" ? [[name, String(value)]] : [],
    );
    const reply = await get(origin + path, Object.fromEntries(sent));
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(reply.headers)) headers[name] = String(value);
    delete headers["content-length"];
    delete headers["transfer-encoding"];
    const bytes = await buffer(reply);
    const isText = /html|javascript/.test(headers["content-type"] ?? "");
    const body = isText ? tamper(path, bytes.toString(), headers) : bytes;
    return response.writeHead(reply.statusCode ?? 502, headers).end(body);
  };
  const server = createServer((incoming, response) => void answer(incoming, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${pathname}${search}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Not fetch, which says itself what a browser would say of the request. */
async function get(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const sent = request(url, { headers });
  sent.end();
  const [reply]: IncomingMessage[] = await once(sent, "response");
  if (reply === undefined) throw new Error("no answer");
  return reply;
}

function aside(...args: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, "apps/cli/bin/aside.mjs"), ...args],
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
}
