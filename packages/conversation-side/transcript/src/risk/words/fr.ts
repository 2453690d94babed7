import type { FactWords } from "./fact-words.ts";

export const fr: FactWords = {
  months:
    "janv(?:ier)?|févr?(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?|dec(?:embre)?",
  dates: ["D(?:er)? M\\.?(?: Y)?"],
  holidays: "noël|pâques|nouvel an|toussaint|saint-sylvestre",
  ages: ["(?:j['’]ai|il a|elle a|âgée? de|agée? de) N ans", "fêté mes N ans"],
  birthYears: ["née? en Y"],
  employers: [
    "travaill(?:e|ais|é) (?:chez|pour|à)(?: la| le)?",
    "employée? (?:chez|par)",
    "mon employeur(?: est|,)?",
  ],
  roles: ["(?:je suis|suis|comme|en tant qu[e'’]|travaille comme)(?: une?)?"],
  occupations:
    "acteur|actrice|agriculteur|agricultrice|architecte|assistante sociale|avocat|avocate|boucher|bouchère|boulanger|boulangère|chanteur|chanteuse|chauffeur|chirurgien|chirurgienne|coiffeur|coiffeuse|comptable|cuisinier|cuisinière|dentiste|écrivain|écrivaine|électricien|électricienne|enseignant|enseignante|étudiant|étudiante|facteur|factrice|gendarme|infirmier|infirmière|ingénieur|ingénieure|institutrice|instituteur|jardinier|jardinière|journaliste|juge|kinésithérapeute|maçon|mécanicien|mécanicienne|médecin|menuisier|menuisière|militaire|musicien|musicienne|notaire|pasteur|pêcheur|peintre|pharmacien|pharmacienne|photographe|pilote|plombier|plombière|policier|policière|pompier|prêtre|professeur|professeure|psychologue|retraité|retraitée|sage-femme|serveur|serveuse|soldat|soldate|traducteur|traductrice|vétérinaire",
  events:
    "accident|accident vasculaire|amputation|arrestation|avc|braquage|cambriolage|cancer|chimiothérapie|chimio|chirurgie|condamnation|congé maternité|crise cardiaque|décès|décédé|décédée|divorce|enceinte|enlèvement|enterrement|fausse couche|faillite|garde des enfants|greffe|grossesse|hospitalisé|hospitalisée|incendie|infarctus|inondation|jumeaux|jumelles|loterie|meurtre|obsèques|séisme|suicide|tremblement de terre|triplés|veuf|veuve",
};
