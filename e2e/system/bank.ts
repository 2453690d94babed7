import { once } from "node:events";
import { createServer } from "node:http";

/** Cards by what this provider's bank does with them. */
export const cards = {
  approved: "4111 1111 1111 1111",
  declined: "4000 0000 0000 0002",
  asked: "4000 0000 0000 3220",
  silent: "4242 4242 4242 4242",
};

/** A payment provider on loopback with its bank: approves, declines, asks the customer on a page of its own, or never answers. */
export async function startBank() {
  const payments: { id: string; status: string; back: string }[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    const [, area, id] = url.pathname.split("/");
    const found = payments.find((each) => each.id === id);
    if (area === "bank" && found !== undefined) {
      const approve = `<form action="/approve/${found.id}"><p>Pay €42.00 to Northwind?</p><button>Yes, it is me</button></form>`;
      response.setHeader("content-type", "text/html; charset=utf-8").end(approve);
      return;
    }
    if (area === "approve" && found !== undefined) {
      found.status = "authorised";
      response.writeHead(302, { location: found.back }).end();
      return;
    }
    if (request.method === "GET" && found !== undefined) return json(found);
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const { number, back }: { number: string; back: string } = JSON.parse(text);
    const is = (card: string) => card.replaceAll(" ", "") === number;
    if (is(cards.silent)) return;
    const status = is(cards.approved) ? "authorised" : is(cards.asked) ? "asked" : "refused";
    const payment = { id: `pay${payments.length}`, status, back };
    payments.push(payment);
    return json(payment);

    function json(payment: { id: string; status: string }): void {
      const body = { ...payment, url: `${origin}/bank/${payment.id}` };
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    payments,
    destination: destinationAt(origin),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Bank = Awaited<ReturnType<typeof startBank>>;

function destinationAt(origin: string) {
  return {
    id: "bank",
    tenants: ["demo"],
    origin,
    networks: ["127.0.0.0/8"],
    charge: {
      pay: {
        method: "POST",
        path: "/payments",
        contentType: "application/json",
        body: {
          amount: "{{amount.minor}}",
          number: "{{card.pan}}",
          code: "{{card.cvv}}",
          back: "{{return.url}}",
        },
      },
      finish: { method: "GET", path: "/payments/{reference}" },
      challengeOrigins: [origin],
      answers: [
        { where: { "/status": ["authorised"] }, means: "authorised", reference: "/id" },
        { where: { "/status": ["asked"] }, means: "challenge", url: "/url", reference: "/id" },
        { where: { "/status": ["refused"] }, means: "declined", reason: "card_declined" },
      ],
    },
  };
}
