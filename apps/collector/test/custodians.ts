import { request } from "node:http";
import * as z from "zod";
import { custodianCommand } from "../src/commands/custodian.ts";
import type { TestCollector } from "./harness.ts";
import { createPasskey } from "./passkey.ts";

export const REVEAL_ORIGIN = "http://reveal.test";

export const enrolment = z.object({
  challenge: z.string(),
  user: z.object({ id: z.string() }),
  excludeCredentials: z.array(z.object({ id: z.string() })),
});

/** Custodians of a collector's tenant `demo`, each with a passkey of their own, as they ask under the custodians' host. */
export function custodiansOf(at: TestCollector) {
  return { custodian, invite, call, desk, acts };

  async function invite(name: string): Promise<string> {
    const link = await custodianCommand(desk(), ["invite", "demo", name]);
    return /#enrol=(\S+)/.exec(link)?.[1] ?? "";
  }

  async function custodian(name: string) {
    const code = await invite(name);
    const passkey = createPasskey({ rpId: "reveal.test", origin: REVEAL_ORIGIN });
    const options = enrolment.parse(JSON.parse((await call("enrol/options", { code })).text));
    const response = passkey.register(options);
    const enrolled = await call("enrol", { code, response });
    if (enrolled.status !== 200) throw new Error(enrolled.text);
    let session = "";
    let id = "";
    const challenged = z.object({ challenge: z.string() });
    const step = async (
      request: string,
      kind: "approved" | "refused" | "viewed",
      verified = true,
    ) => {
      const asked = await call(`requests/${request}/${kind}/options`, {}, session);
      return passkey.answer(challenged.parse(JSON.parse(asked.text)), verified);
    };
    const made = {
      passkey,
      session: () => session,
      enrolAgain: () => call("enrol", { code, response }),
      async signIn() {
        const asked = await call("sign-in/options", {});
        const answer = passkey.answer(challenged.parse(JSON.parse(asked.text)));
        const signed = await call("sign-in", { response: answer });
        if (signed.code !== undefined) throw new Error(signed.code);
        const shape = z.object({ session: z.string(), custodian: z.object({ id: z.string() }) });
        const parsed = shape.parse(JSON.parse(signed.text));
        session = parsed.session;
        id = parsed.custodian.id;
      },
      async ask(token: string, more: Record<string, string> = {}): Promise<string> {
        const wish = { token, field: "card.pan", reason: "chargeback", reference: "CASE-1042" };
        const asked = await call("requests", { ...wish, ...more }, session);
        return z.object({ id: z.string() }).parse(JSON.parse(asked.text)).id;
      },
      step,
      async decide(request: string, decision: "approved" | "refused") {
        const body = { decision, response: await step(request, decision) };
        const { status, code: problem } = await call(`requests/${request}/decide`, body, session);
        return { status, ...(problem !== undefined && { code: problem }) };
      },
      view: async (request: string) =>
        await call(
          `requests/${request}/view`,
          { response: await step(request, "viewed") },
          session,
        ),
    };
    await made.signIn();
    return { ...made, id, actor: `custodian:${id}` };
  }

  function desk() {
    const { database, audit, now } = at.collector;
    return { database, audit, now, revealUrl: REVEAL_ORIGIN };
  }

  /** What is on record of a request, in order. */
  async function acts(id: string): Promise<string[][]> {
    const rows = await at.collector.database.withTenant(
      "demo",
      (sql) => sql<{ actor: string; action: string; result: string }[]>`
      select actor, action, result from (
        select 1 as part, number as place, actor, action, result, reference from audit_entry
        union all select 2, place, actor, action, result, reference from audit_pending) acts
      where reference = ${id} order by part, place`,
    );
    return rows.map(({ actor, action, result }) => [actor, action, result]);
  }

  /** A request as it comes under the custodians' host, which this machine need not know. */
  function call(
    path: string,
    body: unknown,
    session = "",
    headers: Record<string, string> = { host: "reveal.test", origin: REVEAL_ORIGIN },
  ) {
    return new Promise<{
      status: number;
      code?: string;
      text: string;
      headers: NodeJS.Dict<string | string[]>;
    }>((resolve, reject) => {
      const sent = request(
        `${at.url}/v1/reveal/${path}`,
        {
          method: body === null ? "GET" : "POST",
          headers: {
            ...headers,
            "content-type": "application/json",
            ...(session !== "" && { authorization: `Bearer ${session}` }),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () => {
            const text = Buffer.concat(parts).toString();
            const [, code] = /^\{"code":"([a-z_]+)"\}$/.exec(text) ?? [];
            const answer = { status: response.statusCode ?? 0, text, headers: response.headers };
            resolve({ ...answer, ...(code !== undefined && { code }) });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body === null ? undefined : JSON.stringify(body));
    });
  }
}
