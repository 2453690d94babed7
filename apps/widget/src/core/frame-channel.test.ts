import { describe, expect, it, vi } from "vitest";
import type { FromFrame } from "@aside/protocol";
import { openFrameChannel } from "./frame-channel.ts";

const ORIGIN = "http://127.0.0.1:4100";

function opened() {
  const posts: { message: unknown; origin: string; ports: Transferable[] }[] = [];
  const heard: FromFrame[] = [];
  const frame = {
    postMessage: (message: unknown, origin: string, ports: Transferable[]) =>
      void posts.push({ message, origin, ports }),
  };
  const channel = openFrameChannel(frame, ORIGIN, (message) => heard.push(message));
  const port = posts[0]?.ports[0];
  if (!(port instanceof MessagePort)) throw new Error("no port was handed over");
  return { channel, heard, port, posts };
}

describe("the line to the frame", () => {
  it("hands one port over, to exactly the collector's origin", () => {
    const { channel, port, posts } = opened();
    expect(posts).toEqual([
      { message: { type: "aside.connect", v: 1 }, origin: ORIGIN, ports: [port] },
    ]);
    channel.close();
  });

  it("hears the protocol's messages and drops all else", async () => {
    const { channel, heard, port } = opened();
    for (const message of [
      null,
      "ready",
      { type: "ready", number: "4111111111111111" },
      { type: "height", px: -1 },
      { type: "height", px: 9_999 },
      { type: "state", state: "typing" },
      { type: "token", token: "tok" },
      { type: "ready" },
    ]) {
      port.postMessage(message);
    }
    await vi.waitFor(() => expect(heard).toEqual([{ type: "ready" }]));
    channel.close();
  });

  it("posts to the frame", async () => {
    const { channel, port } = opened();
    const got: unknown[] = [];
    port.onmessage = ({ data }) => void got.push(data);
    channel.post({ type: "deadline" });
    await vi.waitFor(() => expect(got).toEqual([{ type: "deadline" }]));
    channel.close();
    port.close();
  });
});
