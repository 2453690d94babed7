export {
  createCollectorClient,
  type CallbackVerdict,
  type CollectorClient,
  type LetterVerdict,
} from "./collector-client.ts";
export { CollectorClientError, type CollectorClientErrorCode } from "./errors.ts";
export { TICKET_LIFETIME } from "./mint-ticket.ts";
export { COMMAND_TIMEOUT, type CommandResult } from "./send-command.ts";
export { loadSigningKeys, publishKeys, signingKey, type SigningKey } from "./signing-key.ts";
export {
  publicKeyOf,
  signWebhook,
  TOLERANCE,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookVerdict,
} from "./webhook-signature.ts";
