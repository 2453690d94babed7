import { connect, fromFrame, type FromFrame, type ToFrame } from "@aside/protocol";

/** A window one can post to: of the frame's, this is all that is used. */
export type FrameWindow = {
  postMessage(message: unknown, targetOrigin: string, transfer: Transferable[]): void;
};

export type FrameChannel = { post(message: ToFrame): void; close(): void };

/**
 * The line to the collector's frame: one port, handed over once to exactly the collector's origin. What comes over it
 * and is not of the protocol is dropped.
 */
export function openFrameChannel(
  frame: FrameWindow,
  collectorOrigin: string,
  onMessage: (message: FromFrame) => void,
): FrameChannel {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event: MessageEvent<unknown>) => {
    const parsed = fromFrame.safeParse(event.data);
    if (parsed.success) onMessage(parsed.data);
  };
  frame.postMessage(connect.parse({ type: "aside.connect", v: 1 }), collectorOrigin, [port2]);
  return {
    post: (message) => port1.postMessage(message),
    close: () => port1.close(),
  };
}
