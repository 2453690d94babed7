import type { FromConsole, ToConsoleReply } from "@aside/protocol";
import { NoAnswer } from "../net/connection.ts";
import type { Context } from "./context.ts";
import { notify, refusalKey } from "./notify.ts";

/** Sends and says it where it was refused or not answered. Null where nothing usable came back. */
export async function ask(context: Context, message: FromConsole): Promise<ToConsoleReply | null> {
  const reply = await tryAsk(context, message);
  if (reply === null) notify(context, "danger", "notice.no-answer");
  else if (!reply.ok && reply.code !== "not_signed_in")
    notify(context, "danger", refusalKey(reply));
  return reply;
}

/** Sends and says nothing; the caller shows what became of it. Null: no answer. */
export async function tryAsk(
  context: Context,
  message: FromConsole,
): Promise<ToConsoleReply | null> {
  if (context.connection === null) return null;
  try {
    const reply = await context.connection.request(message);
    if (!reply.ok && reply.code === "not_signed_in") context.sessionLost();
    return reply;
  } catch (error) {
    if (error instanceof NoAnswer) return null;
    throw error;
  }
}
