import type { Dispatcher } from "undici";
import { ForwardError } from "../errors.ts";

export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/**
 * One request and its answer, whole. Nothing of a stream is made for it: what is asked is short, and so is the answer.
 *
 * @param most.bytes of the answer's body
 * @param most.ms until the answer is whole. What waits for a connection by then is not sent
 * @throws ForwardError `provider_silent`, `provider_too_large`; what undici says of a connection that fails
 */
export function askOnce(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  most: { bytes: number; ms: number },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let status = 0;
    let headers: RawAnswer["headers"] = {};
    let sending: Dispatcher.DispatchController | null = null;
    let over = false;
    const end = () => {
      over = true;
      clearTimeout(timer);
      for (const chunk of chunks) chunk.fill(0);
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    const timer = setTimeout(() => {
      const silent = new ForwardError("provider_silent", { sent: sending !== null });
      fail(silent);
      sending?.abort(silent);
    }, most.ms);
    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        if (over) controller.abort(new ForwardError("provider_silent"));
        else sending = controller;
      },
      onResponseStart(_controller, code, given) {
        status = code;
        headers = given;
      },
      onResponseData(controller, chunk) {
        length += chunk.length;
        chunks.push(chunk);
        if (length > most.bytes)
          controller.abort(new ForwardError("provider_too_large", { sent: true }));
      },
      onResponseEnd() {
        const body = Buffer.concat(chunks, length);
        end();
        resolve({ status, headers, body });
      },
      onResponseError: (_controller, error) => fail(error),
    });
  });
}
