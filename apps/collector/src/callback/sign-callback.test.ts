import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { signCallback } from "./sign-callback.ts";

// RFC 8032 section 7.1, test 1.
const SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${SEED}`, "hex"),
  format: "der",
  type: "pkcs8",
});
const message = { id: "cb_1", at: 1_674_087_231_999, body: '{"type":"capture.opened"}' };

describe("signCallback", () => {
  test("signs id.timestamp.body with Ed25519: a fixed key gives a fixed signature", () => {
    const headers = signCallback([privateKey], message);
    expect(headers).toEqual({
      "webhook-id": "cb_1",
      "webhook-timestamp": "1674087231",
      "webhook-signature": expect.stringMatching(/^v1a,[A-Za-z0-9+/]{86}==$/),
    });
    expect(signCallback([privateKey], message)).toEqual(headers);
    expect(check(headers, 'cb_1.1674087231.{"type":"capture.opened"}')).toBe(true);
    expect(check(headers, 'cb_2.1674087231.{"type":"capture.opened"}')).toBe(false);
    expect(check(headers, 'cb_1.1674087232.{"type":"capture.opened"}')).toBe(false);
    expect(check(headers, "cb_1.1674087231.{}")).toBe(false);
  });

  test("signs the same text as the reference library, whose scheme is HMAC", () => {
    const webhook = new Webhook(Buffer.alloc(24, 7).toString("base64"));
    const now = new Date();
    const ours = signCallback([privateKey], { ...message, at: now.getTime() });
    const theirs = webhook.sign(message.id, now, message.body);
    const headers = { ...ours, "webhook-signature": `${ours["webhook-signature"]} ${theirs}` };
    expect(webhook.verify(message.body, headers)).toEqual({ type: "capture.opened" });
  });

  test("one signature a key, while keys change", () => {
    const other = generateKeyPairSync("ed25519").privateKey;
    const { "webhook-signature": signature } = signCallback([privateKey, other], message);
    expect(signature.split(" ")).toHaveLength(2);
  });
});

function check(headers: ReturnType<typeof signCallback>, signed: string): boolean {
  const signature = Buffer.from(headers["webhook-signature"].slice(4), "base64");
  return verify(null, Buffer.from(signed), createPublicKey(privateKey), signature);
}
