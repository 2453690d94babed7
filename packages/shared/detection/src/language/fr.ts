import type { Language } from "./language.ts";
import { said } from "./said.ts";

const NUMBER = "(numero|num|no|code)";

export const fr: Language = {
  code: "fr",
  cues: {
    CARD_NUMBER: [
      `${NUMBER}? (de)? (la|ma|votre|ta)? carte (bancaire|bleue|de credit|de paiement)? ${NUMBER}?`,
    ],
    CVV: [
      "(trois|3) (chiffres|derniers chiffres) (au|a l)? (dos|verso|arriere)",
      "(cryptogramme|code de securite|cryptogramme visuel|code de verification)",
    ],
    EXPIRY: ["(date dexpiration|expire|expiration|valable jusqu|valide jusqu|date de validite)"],
    SSN: [
      `${NUMBER} (de)? (securite sociale|secu|insee|nir|carte vitale|fiscal)`,
      "(securite sociale|nir)",
    ],
    ACCOUNT_ID: [`${NUMBER} (de)? (compte|client|contrat|adherent|police)`, "(compte|rib)"],
    ORDER_ID: [
      `${NUMBER} (de)? (commande|reservation|facture|suivi|colis|dossier|confirmation|reference)`,
      "(commande|reference|dossier|reservation|colis)",
    ],
    PIN: ["(code secret|code pin)"],
    PASSWORD: [
      "(mot de passe|mdp|code dacces|code par sms|code de confirmation|code de validation)",
      "code recu par sms",
    ],
    USERNAME: ["(identifiant|nom dutilisateur|pseudo)"],
    SECURITY_ANSWER: [
      "nom de jeune fille (de)? (votre|ma|ta)? (mere)?",
      "(question secrete|question de securite|mot secret)",
      "nom de (mon|votre|ton) (premier)? (animal|chien|chat|professeur)",
      "nom de (ma|votre|ta) (premiere)? (ecole|rue)",
    ],
    DATE_OF_BIRTH: [
      "(date de naissance|ne le|nee le|naissance|anniversaire|etes vous ne|etes vous nee|es tu ne|es tu nee|vous etes ne|vous etes nee)",
    ],
    PHONE: [`${NUMBER} (de)? (telephone|portable|mobile|tel)`, "(telephone|portable|tel)"],
    EMAIL: ["(courriel|adresse mail|adresse email)"],
    POSTCODE: ["code postal"],
    ADDRESS: ["(adresse|jhabite|adresse de livraison|domicile)"],
    PERSON: ["(nom|prenom|nom complet|nom de famille|titulaire)"],
    PASSPORT: [`${NUMBER}? (de)? passeport ${NUMBER}?`],
    DRIVER_LICENSE: [`${NUMBER}? (de)? permis (de conduire)?`],
    LICENSE_PLATE: ["(immatriculation|plaque|plaque dimmatriculation)"],
  },
  notCues: [],
  connectors:
    "est cest sont le la les un une mon ma mes votre vos son sa du des et numero voici je crois oui alors cetait".split(
      " ",
    ),
  requests:
    "quel quelle donner donnez indiquer indiquez pouvez pourriez confirmer confirmez communiquer".split(
      " ",
    ),
  digits: said(
    "1 un|2 deux|3 trois|4 quatre|5 cinq|7 sept|8 huit|9 neuf|10 dix|11 onze|12 douze|13 treize|14 quatorze|15 quinze|16 seize|20 vingt vingts|30 trente|40 quarante|50 cinquante|60 soixante",
  ),
  repeats: {},
  sounds: said("1 un une|7 sept set cet"),
  fillers: ["tiret", "espace", "euh"],
  leads:
    "puis et ensuite apres suivant suivants suivi maintenant enfin dernier derniers finit".split(
      " ",
    ),
  months:
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr avr juil dec".split(
      " ",
    ),
  units: "heures heure jours mois ans semaines minutes personnes nuits centimes".split(" "),
  amounts: "solde total prix montant coute environ presque".split(" "),
  abbreviations: ["num", "tel", "mme", "bd", "av"],
};
