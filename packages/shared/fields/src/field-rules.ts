import { addressTextRule, regionRule } from "./address/text-part.ts";
import { countryRule } from "./address/country.ts";
import { postalRule } from "./address/postal.ts";
import { ibanRule } from "./bank/iban.ts";
import { usAccountRule } from "./bank/us-account.ts";
import { usRoutingRule } from "./bank/us-routing.ts";
import { cvvRule } from "./card/cvv.ts";
import { expiryRule } from "./card/expiry.ts";
import { holderRule } from "./card/holder.ts";
import { panRule } from "./card/pan.ts";
import type { FieldClass } from "./field-class.ts";
import type { FieldRule } from "./field-rule.ts";
import { birthDateRule } from "./generic/birth-date.ts";
import { emailRule } from "./generic/email.ts";
import { phoneRule } from "./generic/phone.ts";
import { choiceRule, numberSecretRule, textSecretRule } from "./generic/plain.ts";
import { idCountryRule, nationalIdRule } from "./national-id/national-id.ts";

export const fieldRules: Readonly<Record<FieldClass, FieldRule>> = {
  "card.pan": panRule,
  "card.holder": holderRule,
  "card.exp": expiryRule,
  "card.cvv": cvvRule,
  "address.country": countryRule,
  "address.name": holderRule,
  "address.organization": addressTextRule,
  "address.line1": addressTextRule,
  "address.line2": addressTextRule,
  "address.line3": addressTextRule,
  "address.dependent-locality": addressTextRule,
  "address.locality": addressTextRule,
  "address.region": regionRule,
  "address.postal": postalRule,
  "address.sorting": addressTextRule,
  "bank.iban": ibanRule,
  "bank.us.routing": usRoutingRule,
  "bank.us.account": usAccountRule,
  "id.country": idCountryRule,
  "id.national": nationalIdRule,
  choice: choiceRule,
  "text.secret": textSecretRule,
  "number.secret": numberSecretRule,
  "date.birth": birthDateRule,
  phone: phoneRule,
  email: emailRule,
};
