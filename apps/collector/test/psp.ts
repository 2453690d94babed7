import { startProvider } from "./providers.ts";

const APPROVED = ["4111111111111111", "4242424242424242"];
export const DECLINED = "4000 0000 0000 0002";
export const CHALLENGED = "4000 0000 0000 3220";

interface Payment {
  id: string;
  key: string;
  amount: number;
  status: "authorised" | "refused" | "challenge" | "cancelled";
}

/**
 * A provider as a charge plan sees it: it knows payments again by their key, declines, asks for a challenge, and can lose its answers.
 * `payments` is what the bank would book.
 */
export async function startPsp() {
  const payments = new Map<string, Payment>();
  let lose = 0;
  let hold: Promise<void> | null = null;
  let challenged = false;
  const provider = await startProvider(async ({ method, url, headers, body }, response) => {
    const json = (payment: Payment | undefined) => {
      if (lose > 0) {
        lose -= 1;
        response.destroy();
        return;
      }
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ ...payment, url: `${provider.origin}/bank/${payment?.id}`, echo: body }),
      );
    };
    const [, , id = "", verb] = url.split("/");
    if (url.startsWith("/bank/")) {
      response.setHeader("content-type", "text/html").end("<button>I am who I am</button>");
      return;
    }
    const found = [...payments.values()].find((each) => each.id === id);
    if (found !== undefined && method === "GET") {
      if (challenged && found.status === "challenge") found.status = "authorised";
      json(found);
    } else if (found !== undefined && verb === "cancel") {
      if (found.status === "challenge") found.status = "cancelled";
      json(found);
    } else {
      const key = String(headers["idempotency-key"]);
      const sent: { amount: number; number: string } = JSON.parse(body);
      const status = APPROVED.includes(sent.number)
        ? "authorised"
        : sent.number.endsWith("3220")
          ? "challenge"
          : "refused";
      const payment = payments.get(key) ?? {
        id: `pay${payments.size}`,
        key,
        amount: sent.amount,
        status,
      };
      payments.set(key, payment);
      await hold;
      json(payment);
    }
  });
  return {
    ...provider,
    payments,
    /** Does what it is asked and tells nobody, so many times. */
    loseNext: (times: number) => void (lose = times),
    holdUntil: (until: Promise<void> | null) => void (hold = until),
    passChallenge: (passed: boolean) => void (challenged = passed),
  };
}

/** How such a provider is listed. */
export function pspAt(origin: string, more: { code?: boolean } = {}) {
  const step = { contentType: "application/json", method: "POST" };
  return {
    id: "psp",
    tenants: ["demo"],
    origin,
    networks: ["127.0.0.0/8"],
    limits: { timeoutMs: 5_000 },
    charge: {
      pay: {
        ...step,
        path: "/payments",
        body: {
          amount: "{{amount.minor}}",
          currency: "{{amount.currency}}",
          number: "{{card.pan}}",
          month: "{{card.exp.month}}",
          ...(more.code !== false && { code: "{{card.cvv}}" }),
          back: "{{return.url}}",
        },
      },
      finish: { method: "GET", path: "/payments/{reference}" },
      cancel: { ...step, path: "/payments/{reference}/cancel", body: {} },
      challengeOrigins: [origin],
      returnParameters: ["result"],
      answers: [
        { where: { "/status": ["authorised"] }, means: "authorised", reference: "/id" },
        { where: { "/status": ["challenge"] }, means: "challenge", url: "/url", reference: "/id" },
        {
          where: { "/status": ["refused", "cancelled"] },
          means: "declined",
          reason: "card_declined",
        },
      ],
    },
  };
}
