import { isPostable } from "../egress/post-webhook.ts";
import { putWebhook } from "../tenants/webhook-endpoints.ts";
import { knownTenant, wrong } from "./arguments.ts";
import { nothingMore } from "./nothing-more.ts";
import type { OperatorCommand } from "./run-command.ts";

/** `webhook TENANT [URL]`. */
export const webhookCommand: OperatorCommand = async (
  { database, settings, say },
  [word, url, ...rest],
) => {
  nothingMore(rest);
  const tenant = await knownTenant(database, word);
  if (url !== undefined && !isPostable(url, settings.demo))
    wrong("The URL must be https and lead to a public address");
  await putWebhook(database, tenant, url);
  say(url === undefined ? `${tenant} hears nothing` : `${tenant} hears of captures at ${url}`);
};
