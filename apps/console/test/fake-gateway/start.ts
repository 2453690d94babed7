/// <reference types="node" />
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import {
  AGENTS,
  fromConsole,
  signIn,
  toConsole,
  toConsoleReply,
  type ToConsole,
} from "@aside/protocol";
import { Server } from "socket.io";
import { answer, TEMPLATES } from "./answer.ts";
import { exportBegun, preview, sampleFile } from "./export-sample.ts";
import { findings, incidents, review } from "./incident-sample.ts";
import { ANNA, BEN, CARA, createWorld, type World } from "./world.ts";

/** As strict as the gateway's own. */
export const CSP =
  "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

export interface FakeGateway {
  readonly url: string;
  readonly world: World;
  /** Everything that a console asked, parsed. */
  readonly heard: unknown[];
  send(message: ToConsole): void;
  /** Forget every session and hang up. */
  expire(): void;
  /** Refuse connections, or take them again. */
  setReachable(reachable: boolean): void;
  setExport(count: number): void;
  /** Signs Cara in instead of Anna, and gives her so many incidents. */
  setIncidents(count: number): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Serves the built console at /console/ and speaks the protocol, parsing every message both ways. */
export async function startFakeGateway(dist: string): Promise<FakeGateway> {
  const files = await readAll(dist);
  const agents = [ANNA, BEN, CARA];
  const heard: unknown[] = [];
  let signedIn = false;
  let reachable = true;
  let exported = 42;
  let me = ANNA;
  let incidentCount = 0;
  const http = createServer((request, response) => void serve(request, response));
  const io = new Server(http, { transports: ["websocket"], serveClient: false });
  const space = io.of(AGENTS);
  const emit = (room: string | null, message: ToConsole): void => {
    const parsed = toConsole.parse(message);
    (room === null ? space : space.to(room)).emit("to-console", parsed);
  };
  const world = createWorld(
    {
      entries: (id, entries) =>
        entries.forEach((entry) => emit(id, { type: "entry", conversation: id, entry })),
      queue: (entry) => emit(null, { type: "queue", entry }),
    },
    () => Date.now(),
  );

  space.use((_socket, next) =>
    next(signedIn && reachable ? undefined : new Error("not_signed_in")),
  );
  space.on("connection", (socket) => {
    socket.emit(
      "to-console",
      toConsole.parse({
        type: "welcome",
        me,
        tenant: { name: "Northwind Outfitters" },
        agents: agents.map((one) => ({ ...one, online: one.id !== CARA.id })),
        templates: TEMPLATES,
        replies: [
          { shortcut: "hello", text: "Hello, thanks for writing. How can I help?" },
          { shortcut: "moment", text: "One moment please, I am looking it up." },
          { shortcut: "thanks", text: "Thank you for your patience. Is there anything else?" },
        ],
        queue: [...world.conversations.values()]
          .map((one) => one.entry)
          .filter(({ agent }) => agent === null || agent.id === me.id || me.role === "supervisor"),
        now: Date.now(),
      }),
    );
    socket.on("from-console", (raw: unknown, reply: (value: unknown) => void) => {
      const message = fromConsole.parse(raw);
      heard.push(message);
      if (message.type === "join") void socket.join(message.conversation);
      if (message.type === "leave") void socket.leave(message.conversation);
      reply(toConsoleReply.parse(answer(world, me, agents, message)));
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    if (!reachable) return void response.destroy();
    if (url.pathname.startsWith("/console/"))
      return file(url.pathname.slice("/console/".length), response);
    const email = "anna@demo.example";
    const session = { me, email, tenant: { id: "demo", name: "Northwind Outfitters" } };
    if (url.pathname === "/v1/me")
      return signedIn ? json(response, 200, session) : void response.writeHead(204).end();
    if (url.pathname === "/v1/demo")
      return json(response, 200, {
        tenant: "demo",
        agents: [
          { email: "anna@demo.example", password: "aside-demo", role: "agent" },
          { email: "ben@demo.example", password: "aside-demo", role: "agent" },
        ],
      });
    if (url.pathname === "/v1/sign-in") {
      const body = signIn.safeParse(JSON.parse(await bodyOf(request)));
      signedIn = body.success && body.data.password === "aside-demo";
      return signedIn
        ? json(response, 200, session)
        : json(response, 401, { type: "about:blank", title: "Unauthorized", status: 401 });
    }
    if (url.pathname === "/v1/sign-out") {
      signedIn = false;
      return json(response, 200, {});
    }
    const replayed = /^\/v1\/conversations\/(\w+)\/replay$/.exec(url.pathname)?.[1];
    const found = world.conversations.get(replayed ?? "");
    if (found !== undefined)
      return json(response, 200, { conversation: replayed, entries: found.entries });
    const explained = /^\/v1\/conversations\/(\w+)\/findings$/.exec(url.pathname)?.[1];
    const spoken = world.conversations.get(explained ?? "");
    if (spoken !== undefined) return json(response, 200, findings(spoken));
    if (url.pathname === "/v1/incidents")
      return json(response, 200, incidents(url.searchParams, incidentCount));
    if (url.pathname.startsWith("/v1/incidents/"))
      return json(response, 201, review(url.pathname, JSON.parse(await bodyOf(request))));
    if (url.pathname === "/v1/export/preview")
      return json(response, 200, preview(url.searchParams, exported));
    if (url.pathname === "/v1/exports")
      return json(response, 201, exportBegun(JSON.parse(await bodyOf(request)), exported));
    if (/^\/v1\/exports\/\w+\/file$/.test(url.pathname))
      return void response.writeHead(200).end(sampleFile(exported));
    if (/^\/v1\/exports\/\w+\/manifest$/.test(url.pathname)) return json(response, 200, {});
    if (/^\/v1\/exports\/\w+$/.test(url.pathname))
      return json(response, 200, exportBegun({}, exported));
    return json(response, 404, { type: "about:blank", title: "Not Found", status: 404 });
  }

  function file(path: string, response: ServerResponse): void {
    const name = path === "" ? "index.html" : path;
    const bytes = files.get(name);
    if (bytes === undefined) return json(response, 404, {});
    response.writeHead(200, {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "content-security-policy": CSP,
    });
    response.end(bytes);
  }

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    world,
    heard,
    send: (message) => emit(null, message),
    expire() {
      signedIn = false;
      space.disconnectSockets(true);
    },
    setReachable(value) {
      reachable = value;
      if (!value) space.disconnectSockets(true);
    },
    setIncidents(count) {
      me = CARA;
      incidentCount = count;
    },
    setExport(count) {
      exported = count;
    },
    close: () => new Promise((resolve) => void io.close(() => resolve())),
  };
}

/** All at once, so that a build in the middle of a test changes nothing. */
async function readAll(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const read = paths.map(
    async (path) => [path.slice(folder.length + 1), await readFile(path)] as const,
  );
  return new Map(await Promise.all(read));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join("");
}
