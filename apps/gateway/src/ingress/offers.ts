import type { ToConsole } from "@aside/protocol";
import type { AgentLine } from "../conversation/conversation.ts";
import type { Gateway } from "../gateway.ts";
import type { Tenant } from "../tenants/tenants.ts";

type Offers = Pick<Extract<ToConsole, { type: "offers" }>, "templates" | "replies">;

/** What a tenant's agents may ask for and say, as each console was last told. */
export interface TellOffers {
  /** For a console that connects. */
  first(line: AgentLine, tenant: Tenant): Offers;
  /** Tells those whose tenant's settings are others by now. */
  changed(): Promise<void>;
}

export function createOffers({ egress, tenants }: Pick<Gateway, "egress" | "tenants">): TellOffers {
  const told = new WeakMap<AgentLine, string>();
  return {
    first(line, tenant) {
      const offers = offersOf(tenant);
      told.set(line, JSON.stringify(offers));
      return offers;
    },
    async changed() {
      for (const id of egress.tenants()) {
        const tenant = await tenants.find(id);
        if (tenant === null) continue;
        const offers = offersOf(tenant);
        const now = JSON.stringify(offers);
        for (const line of egress.lines(id)) {
          if (told.get(line) === now) continue;
          told.set(line, now);
          egress.tell(line, { type: "offers", ...offers });
        }
      }
    },
  };
}

function offersOf({ templates, replies }: Tenant): Offers {
  return {
    templates: Array.from(templates.values(), ({ id, title, fields }) => ({
      id,
      title,
      takesAmount: fields.some(
        (field) => field.class === "card.pan" || field.class === "bank.iban",
      ),
    })),
    replies: [...replies],
  };
}
