import type * as z from "zod";

/** `status` 0: the gateway was not reached. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  constructor(status: number, options?: ErrorOptions) {
    super(`HTTP ${status}`, options);
    this.status = status;
  }
}

/** @throws {ApiError} for an answer that says no, or another than was agreed */
export async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw new ApiError(response.status);
  const parsed = schema.safeParse(await response.json());
  if (!parsed.success) throw new ApiError(response.status, { cause: parsed.error });
  return parsed.data;
}

/** @throws {ApiError} `status` 0 */
export function call(path: string, init?: RequestInit): Promise<Response> {
  return fetch(path, { credentials: "same-origin", ...init }).catch((cause: unknown) => {
    throw new ApiError(0, { cause });
  });
}

export function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  return call(path, {
    ...(signal === undefined ? {} : { signal }),
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
