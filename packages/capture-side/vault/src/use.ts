import { faultPoint } from "@aside/service";
import type { ValueName, UseName } from "./find-values.ts";
import { openValues, type OpenUsing } from "./open-values.ts";
import type { Plaintext } from "./plaintext.ts";
import { type Settlement, settleUse } from "./settle-use.ts";

/** One use of the vault: all that it opens is on record under its reference, and it ends as a whole. */
export interface Use {
  /** Values in plain form, in the order of their names; the caller wipes them. See {@link openValues}. */
  open(names: readonly ValueName[]): Promise<Plaintext[]>;
  /** Ends it for every token that it asked for; see {@link settleUse}. Without a code or a `one_time` token there is nothing to do. */
  settle(outcome: Settlement["outcome"]): Promise<void>;
}

export function createUse(
  name: UseName,
  using: Omit<OpenUsing, "now"> & { now: () => number },
): Use {
  const { tenant } = name;
  /** Whether a token may be taken for this use: until the database has said that it is none of those. */
  const tokens = new Map<string, boolean>();
  return {
    async open(names) {
      for (const { token } of names) tokens.set(token, true);
      const opened = await openValues(name, names, { ...using, now: using.now() });
      faultPoint("use: opened");
      return opened.map(({ value, tokenType }, index) => {
        tokens.set(names[index]?.token ?? "", tokenType === "one_time");
        return value;
      });
    },
    async settle(outcome) {
      const held = [...tokens].filter(
        ([token, taken]) => taken || (outcome === "used" && using.codes.has({ tenant, token })),
      );
      await Promise.all(
        held.map(([token]) =>
          settleUse({ ...name, token, outcome }, { ...using, now: using.now() }),
        ),
      );
    },
  };
}
