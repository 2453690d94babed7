import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export interface Certified {
  /** PEM. */
  cert: string;
  key: string;
}

export interface Authority extends Certified {
  /** A certificate for a host, valid until the end of a year. */
  certify(host: string, lastYear?: number): Certified;
}

/** An authority of its own, and servers' certificates by it (X.509, RFC 5280; P-256). */
export function createAuthority(name: string): Authority {
  const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certify = (subject: string, publicKey: KeyObject, extension: Buffer, lastYear: number) => {
    const body = der(
      0x30,
      Buffer.from("a003020102020101", "hex"),
      ECDSA_SHA256,
      nameOf(name),
      der(0x30, time(2020), time(lastYear)),
      nameOf(subject),
      publicKey.export({ type: "spki", format: "der" }),
      der(0xa3, der(0x30, extension)),
    );
    const signature = sign("sha256", body, own.privateKey);
    const whole = der(0x30, body, ECDSA_SHA256, der(0x03, Buffer.of(0), signature));
    return `-----BEGIN CERTIFICATE-----\n${whole.toString("base64")}\n-----END CERTIFICATE-----\n`;
  };
  return {
    cert: certify(name, own.publicKey, IS_AUTHORITY, 2049),
    key: pemOf(own.privateKey),
    certify(host, lastYear = 2049) {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const names = der(0x30, der(0x82, Buffer.from(host)));
      const extension = der(0x30, Buffer.from("0603551d11", "hex"), der(0x04, names));
      return { cert: certify(host, publicKey, extension, lastYear), key: pemOf(privateKey) };
    },
  };
}

const ECDSA_SHA256 = Buffer.from("300a06082a8648ce3d040302", "hex");
/** Basic constraints, critical: an authority. */
const IS_AUTHORITY = Buffer.from("300f0603551d130101ff040530030101ff", "hex");

function nameOf(text: string): Buffer {
  const common = der(0x30, Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from(text)));
  return der(0x30, der(0x31, common));
}

function time(year: number): Buffer {
  return der(0x17, Buffer.from(`${String(year).slice(2)}1231235959Z`));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** Tag, length, content (X.690). */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
