import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/** An authenticator in software: WebAuthn level 3 with Ed25519, attestation `none`, user verified. */
export function createPasskey(options: { rpId: string; origin: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let handle = "";
  let counter = 0;

  const authenticatorData = (flags: number, attested = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++counter);
    const rp = createHash("sha256").update(options.rpId).digest();
    return Buffer.concat([rp, Buffer.of(flags), count, attested]);
  };
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: options.origin, crossOrigin: false }));
  const common = () => ({
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key" as const,
    clientExtensionResults: {},
  });
  return {
    id: id.toString("base64url"),
    register(wanted: { challenge: string; user: { id: string } }): RegistrationResponseJSON {
      handle = wanted.user.id;
      // COSE key (RFC 9053): OKP, EdDSA, Ed25519, x.
      const cose = Buffer.concat([
        Buffer.from("a401010327200621" + "5820", "hex"),
        Buffer.from(x, "base64url"),
      ]);
      const length = Buffer.of(0, id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const data = authenticatorData(0x45, attested);
      const object = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
        Buffer.of(data.length),
        data,
      ]);
      return {
        ...common(),
        response: {
          clientDataJSON: clientData("webauthn.create", wanted.challenge).toString("base64url"),
          attestationObject: object.toString("base64url"),
        },
      };
    },
    /** @param verified whether it asked for finger, face or PIN */
    answer(wanted: { challenge: string }, verified = true): AuthenticationResponseJSON {
      const data = authenticatorData(verified ? 0x05 : 0x01);
      const client = clientData("webauthn.get", wanted.challenge);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return {
        ...common(),
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: sign(null, signed, privateKey).toString("base64url"),
          userHandle: handle,
        },
      };
    },
  };
}
