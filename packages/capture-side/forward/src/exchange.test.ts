import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { destinationAt, openValues, payment, startProvider } from "../test/provider.ts";
import { openConnection } from "./connection/connection.ts";
import { forward } from "./forward.ts";

const MOST = 256;

test("[23] values do not pile up in memory behind a slow provider: what is too much is refused before it is opened", async () => {
  const held: ServerResponse[] = [];
  const provider = await startProvider((_, response) => void held.push(response));
  const destination = destinationAt(provider.origin);
  const connection = openConnection(destination);
  const { open, opened } = openValues();
  const ask = async () =>
    await forward(payment(), { destination, connection, open }).then(
      ({ status }) => status,
      ({ code, sent }) => ({ code, sent }),
    );
  try {
    const waiting = Array.from({ length: MOST }, ask);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    const before = opened.length;
    expect(before).toBe(3 * MOST);
    expect(await ask()).toEqual({ code: "destination_busy", sent: false });
    expect(opened.length).toBe(before);

    const letGo = setInterval(() => {
      for (const response of held.splice(0))
        response.setHeader("content-type", "application/json").end("{}");
    }, 1);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([200]));
    expect(await ask()).toBe(200);
    clearInterval(letGo);
    expect(provider.heard.length).toBe(MOST + 1);
    expect(opened.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  } finally {
    await connection.close();
    await provider.close();
  }
});
