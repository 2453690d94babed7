import type { Sql } from "@aside/postgres";
import { toBase64url } from "@aside/seal";
import { randomBytes } from "@aside/vault";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { challengeIn, makeChallenge, type Purpose, spendChallenge } from "./challenges.ts";
import { hashOf } from "./custodians.ts";
import { actOf, type Custodian, isGood, type Reveal } from "./reveal.ts";
import { RevealError } from "./reveal-error.ts";

/** A session is short, and opens nothing by itself: to approve and to look each ask for the passkey again. */
export const SESSION = 10 * 60_000;

interface Row {
  id: string;
  name: string;
  credential: string | null;
  publicKey: Uint8Array | null;
  counter: number;
}

/** What a browser needs to make a passkey for an invitation, on a device that has none of this tenant's. @throws RevealError `not_verified` */
export async function enrolOptions(reveal: Reveal, code: string) {
  const invited = await invitationOf(reveal, code);
  const enrolled = await reveal.database.withTenant(
    invited.tenant,
    (sql) => sql<{ id: string }[]>`
      select credential as id from reveal_custodian
      where tenant = ${invited.tenant} and credential is not null and removed_at is null`,
  );
  return await generateRegistrationOptions({
    excludeCredentials: [...enrolled],
    rpName: "Aside",
    rpID: hostOf(reveal),
    userName: invited.name,
    userID: new Uint8Array(Buffer.from(`${invited.tenant}/${invited.id}`)),
    challenge: fromText(await makeChallenge(reveal.database, enrolling(invited), reveal.now())),
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** Keeps a passkey, which is nobody else's; the invitation is spent. @throws RevealError `not_verified` */
export async function enrol(
  reveal: Reveal,
  code: string,
  response: RegistrationResponseJSON,
): Promise<void> {
  const { database, now } = reveal;
  const invited = await invitationOf(reveal, code);
  const challenge = challengeIn(response.response.clientDataJSON);
  await spendChallenge(database, challenge, enrolling(invited), now());
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: reveal.origin,
    expectedRPID: hostOf(reveal),
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified.verified) return refuse();
  const { credential } = verified.registrationInfo;
  await database.withTenant(invited.tenant, async (sql) => {
    const taken = await sql`
      update reveal_custodian set credential = ${credential.id}, public_key = ${credential.publicKey},
        counter = ${credential.counter}, invitation = null
      where tenant = ${invited.tenant} and id = ${invited.id} and invitation = ${hashOf(code)}
        and not exists (select 1 from reveal_custodian where tenant = ${invited.tenant} and credential = ${credential.id})
      returning 1`;
    if (taken.length === 0) return refuse();
    const about = { subject: invited.id, field: null, reference: "invitation", at: now() };
    return await reveal.audit.record(sql, actOf(invited, "custodian.enrolled", about));
  });
}

export const SIGN_IN: Purpose = ["sign-in"];

/** What a browser needs to ask for a passkey, for one purpose. */
export async function passkeyOptions(reveal: Reveal, purpose: Purpose) {
  return await generateAuthenticationOptions({
    rpID: hostOf(reveal),
    challenge: fromText(await makeChallenge(reveal.database, purpose, reveal.now())),
    userVerification: "required",
  });
}

/** Signs in by a passkey. @returns a secret that names the session. @throws RevealError `not_verified` */
export async function signIn(
  reveal: Reveal,
  response: AuthenticationResponseJSON,
): Promise<{ session: string; custodian: Custodian }> {
  const { database, now } = reveal;
  const handle = Buffer.from(response.response.userHandle ?? "", "base64url").toString("utf8");
  const [tenant, id] = handle.split("/");
  if (tenant === undefined || id === undefined || !/^[a-z][a-z0-9-]{1,31}$/.test(tenant))
    return refuse();
  const custodian = await verifyStep(reveal, { tenant, id }, SIGN_IN, response);
  const session = `${tenant}.${toBase64url(randomBytes(32))}`;
  await database.withTenant(tenant, async (sql) => {
    await sql`
      insert into reveal_session (tenant, hash, custodian, until)
      values (${tenant}, ${hashOf(session)}, ${id}, ${now() + SESSION})`;
    const about = { subject: id, field: null, reference: "passkey", at: now() };
    await reveal.audit.record(sql, actOf(custodian, "custodian.signed-in", about));
  });
  return { session, custodian };
}

/** Who holds a session. @throws RevealError `not_signed_in` */
export async function custodianOf(reveal: Reveal, session: string): Promise<Custodian> {
  const tenant = session.split(".")[0] ?? "";
  if (!/^[a-z][a-z0-9-]{1,31}\.[\w-]{43}$/.test(session)) throw new RevealError("not_signed_in");
  const [row] = await reveal.database.withTenant(
    tenant,
    (sql) => sql<{ id: string; name: string; until: number }[]>`
      select c.id, c.name, s.until from reveal_session s
      join reveal_custodian c on c.tenant = s.tenant and c.id = s.custodian and c.removed_at is null
      where s.tenant = ${tenant} and s.hash = ${hashOf(session)}`,
  );
  if (row === undefined || !isGood(row.until, SESSION, reveal.now()))
    throw new RevealError("not_signed_in");
  return { tenant, id: row.id, name: row.name };
}

/**
 * The passkey of this very custodian, asked for this very purpose, just now. A refusal is recorded.
 *
 * @throws RevealError `not_verified`
 */
export async function verifyStep(
  reveal: Reveal,
  who: Pick<Custodian, "tenant" | "id">,
  purpose: Purpose,
  response: AuthenticationResponseJSON,
): Promise<Custodian> {
  try {
    return await verify(reveal, who, purpose, response);
  } catch (error) {
    await reveal.database.withTenant(who.tenant, async (sql) => {
      if ((await rowOf(sql, who)) === undefined) return;
      const about = {
        subject: who.id,
        field: null,
        reference: purpose.slice(0, 2).join(":"),
        at: reveal.now(),
      };
      await reveal.audit.record(sql, actOf(who, "custodian.verified", about, "refused"));
    });
    throw error;
  }
}

async function verify(
  reveal: Reveal,
  who: Pick<Custodian, "tenant" | "id">,
  purpose: Purpose,
  response: AuthenticationResponseJSON,
): Promise<Custodian> {
  const { database, now } = reveal;
  const challenge = challengeIn(response.response.clientDataJSON);
  await spendChallenge(database, challenge, purpose, now());
  return await database.withTenant(who.tenant, async (sql) => {
    const row = await rowOf(sql, who);
    if (row === undefined || row.credential !== response.id || row.publicKey === null)
      return refuse();
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: reveal.origin,
      expectedRPID: hostOf(reveal),
      requireUserVerification: true,
      credential: {
        id: row.credential,
        publicKey: new Uint8Array(row.publicKey),
        counter: row.counter,
      },
    }).catch(refuse);
    if (!verified.verified) return refuse();
    const { newCounter } = verified.authenticationInfo;
    await sql`
      update reveal_custodian set counter = ${newCounter} where tenant = ${who.tenant} and id = ${who.id}`;
    return { tenant: who.tenant, id: row.id, name: row.name };
  });
}

async function rowOf(sql: Sql, { tenant, id }: Pick<Custodian, "tenant" | "id">) {
  const [row] = await sql<Row[]>`
    select id, name, credential, public_key as "publicKey", counter from reveal_custodian
    where tenant = ${tenant} and id = ${id} and removed_at is null for update`;
  return row;
}

function enrolling({ tenant, id }: Custodian): Purpose {
  return ["enrol", tenant, id];
}

async function invitationOf(reveal: Reveal, code: string): Promise<Custodian> {
  const tenant = code.split(".")[0] ?? "";
  if (!/^[a-z][a-z0-9-]{1,31}\.[\w-]{43}$/.test(code)) return refuse();
  const [row] = await reveal.database.withTenant(
    tenant,
    (sql) => sql<{ id: string; name: string }[]>`
      select id, name from reveal_custodian
      where tenant = ${tenant} and invitation = ${hashOf(code)} and invited_until > ${reveal.now()} and removed_at is null`,
  );
  return row === undefined ? refuse() : { tenant, ...row };
}

function hostOf({ origin }: Reveal): string {
  return new URL(origin).hostname;
}

/** The library encodes the bytes that it is given as base64url: these are those that the text stands for. */
function fromText(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, "base64url"));
}

function refuse(): never {
  throw new RevealError("not_verified");
}
