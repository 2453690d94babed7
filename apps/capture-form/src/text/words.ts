import type { FieldClass, ProblemCode } from "@aside/fields";
import type { DeclineReason } from "@aside/protocol";
import type { Breakage, Ending } from "../flow/flow-state.ts";

type AddressName<T extends string> = Readonly<Record<T, string>>;

/** Every word of the form in one language. English is the source; a translation that lacks one does not compile. */
export interface Words {
  readonly direction: "ltr" | "rtl";
  readonly units: Readonly<Record<"day" | "second", (count: number) => string>>;
  readonly labels: Readonly<Record<FieldClass, string>>;
  readonly optional: string;
  readonly choose: string;
  /** Below a field that the customer wrote into the chat already. */
  readonly fromMessage: string;
  readonly region: AddressName<RegionName>;
  readonly locality: AddressName<"city" | "district" | "post_town" | "suburb">;
  readonly dependentLocality: AddressName<
    "district" | "neighborhood" | "suburb" | "townland" | "village_township"
  >;
  readonly postal: AddressName<"postal" | "zip" | "eircode" | "pin">;
  /** Options of the bank template's choice. */
  readonly bankKinds: AddressName<"iban" | "us">;
  /** Example or advice below a field. */
  readonly hints: {
    /** The same for every network: the height of the form must not tell the page around it which one it is. */
    readonly code: string;
    readonly expiry: string;
    readonly idKinds: (names: string) => string;
  };
  readonly titles: AddressName<BuiltIn>;
  readonly asks: (who: string) => string;
  readonly forPurpose: (purpose: string) => string;
  readonly actions: AddressName<BuiltIn | "other"> & { readonly pay: (amount: string) => string };
  readonly kept: (tenant: string, days: string) => string;
  readonly notKept: (tenant: string) => string;
  readonly privacy: string;
  readonly blind: string;
  readonly errorCount: (count: number) => string;
  /** By code, and by class and code where the general words would not help. */
  readonly problems: Readonly<Record<ProblemCode, string>> &
    Readonly<Partial<Record<`${FieldClass}.${ProblemCode}`, string>>>;
  readonly timeLeft: (seconds: string) => string;
  readonly loading: string;
  readonly sending: string;
  readonly retry: { readonly body: string; readonly action: string };
  readonly stored: { readonly title: string; readonly body: string };
  /** The payment was authorised. */
  readonly paid: Notice;
  readonly charging: string;
  readonly challenge: Notice;
  readonly codeAgain: Notice;
  readonly paymentUnknown: Notice;
  /** What a customer can do; never why the bank thinks so. */
  readonly declined: Readonly<Record<DeclineReason, string>> & { readonly title: string };
  readonly endings: Readonly<Record<Ending, Notice>>;
  readonly replaced: Notice;
  readonly needsTicket: Notice;
  readonly covered: Notice;
  readonly broken: Readonly<Record<Breakage, Notice>>;
}

export interface Notice {
  readonly title: string;
  readonly body: string;
}

export type BuiltIn = "card" | "address" | "bank" | "national-id";

/** What libaddressinput calls the region of an address. */
export type RegionName =
  | "area"
  | "county"
  | "department"
  | "district"
  | "do_si"
  | "emirate"
  | "island"
  | "oblast"
  | "parish"
  | "prefecture"
  | "province"
  | "state";
