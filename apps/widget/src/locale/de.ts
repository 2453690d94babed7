import type { LauncherWords, Words } from "./words.ts";

export const launcher: LauncherWords = {
  open: "Chat öffnen",
  close: "Chat schließen",
  unread: (n) => (n === 1 ? "1 ungelesene Nachricht" : `${n} ungelesene Nachrichten`),
  secure: "Ein sicheres Formular wartet",
  failed: "Der Chat konnte nicht geladen werden. Noch einmal drücken.",
};

export const words: Words = {
  chatWith: (tenant) => (tenant ? `Chat mit ${tenant}` : "Chat"),
  minimise: "Chat schließen",
  options: "Optionen",
  nobodyYet: "Wir sind gleich für Sie da",
  agentHere: (name) => `${name} ist da`,
  ended: "Dieser Chat ist beendet",
  held: (name) => (name ? `${name} wartet` : "Angehalten"),
  conversation: "Gespräch",
  you: "Sie",
  agent: "Mitarbeiter",
  says: (name, text) => `${name}: ${text}`,
  joined: (name) => `${name} ist dazugekommen`,
  left: (name) => (name ? `${name} ist gegangen` : "Der Mitarbeiter ist gegangen"),
  typing: (name) => (name ? `${name} schreibt` : "Es wird geschrieben"),
  today: "Heute",
  yesterday: "Gestern",

  connecting: "Verbindung wird aufgebaut …",
  offline:
    "Sie sind offline. Was Sie schreiben, wartet hier und wird gesendet, sobald Sie zurück sind. Lassen Sie diese Seite offen.",
  offlineHeld:
    "Der Chat hat keine Verbindung. Das sichere Formular geht auch ohne; lassen Sie diese Seite offen.",
  refused: "Dieser Chat kann von hier nicht geöffnet werden. Bitte laden Sie die Seite neu.",

  compose: "Nachricht",
  placeholder: "Nachricht schreiben",
  tooLong: (n) => `${n} Zeichen zu lang für eine Nachricht`,
  send: "Senden",
  paused: (name) =>
    `Der Chat ist angehalten. ${name ?? "Der Mitarbeiter"} sieht nichts, bis das sichere Formular erledigt ist.`,
  startAnew: "Neuen Chat beginnen",
  full: "Dieser Chat hat seine größte Länge erreicht. Beginnen Sie einen neuen, um weiterzuschreiben: Was nicht gesendet wurde, kommt mit.",

  delivery: {
    queued: "Wartet auf das Senden",
    sending: "Wird gesendet …",
    sent: "Gesendet",
    read: "Gelesen",
    held: "Nicht gesendet: Der Chat war angehalten",
    stray: "Nicht gesendet: gehört nicht in den Chat",
    refused: "Nicht gesendet",
  },
  heldLine: "Nachricht verworfen",
  tryAgain: "Noch einmal versuchen",
  cut: {
    CARD_NUMBER: "Kartennummer entfernt",
    CVV: "Sicherheitscode entfernt",
    EXPIRY: "Ablaufdatum entfernt",
    IBAN: "IBAN entfernt",
    SSN: "Sozialversicherungsnummer entfernt",
    PASSPORT: "Passnummer entfernt",
    DRIVER_LICENSE: "Führerscheinnummer entfernt",
    PASSWORD: "Passwort entfernt",
    PIN: "PIN entfernt",
    other: "entfernt",
  },
  fate: {
    waiting: "Herausgenommen. Sie entscheiden, was damit geschieht.",
    taken: "Ins sichere Formular übernommen",
    released: "Sie sagten, es ist etwas anderes",
    discarded: "Entfernt: nicht weitergegeben und nirgends aufbewahrt",
    removed: "Entfernt: nicht weitergegeben und nirgends aufbewahrt",
    retracted: "Zurückgenommen: Teil einer Nummer, die in Stücken kam",
  },

  yourName: "Ihr Name",
  nameHint: "Damit wir wissen, wie wir Sie ansprechen",
  save: "Speichern",
  endChat: "Chat beenden",
  endSure: "Diesen Chat beenden?",
  yesEnd: "Chat beenden",
  back: "Zurück",

  strayTitle: "Das sieht nach einer Kartennummer aus. Sicher senden?",
  strayText:
    "Es wurde nichts gesendet. Was Sie im sicheren Formular eingeben, kann in diesem Chat niemand sehen.",
  sensitiveTitle: "Das sieht nach vertraulichen Daten aus. Sicher senden?",
  secretTitle: "Das sieht nach einem Passwort oder geheimen Code aus.",
  secretText: "Es wurde nichts gesendet. Niemand hier braucht es, lassen Sie es am besten weg.",
  pieceTitle: "Ist das ein Teil Ihrer Kartennummer?",
  pieceText:
    "Es wurde nichts gesendet. Bitte schreiben Sie keine Kartennummer in den Chat, auch nicht in Stücken: Das sichere Formular nimmt sie auf einmal.",
  strayCut:
    "Wir haben es aus Ihrer Nachricht genommen, bevor es jemand sehen konnte. Was Sie im sicheren Formular eingeben, kann in diesem Chat niemand sehen.",
  strayStays:
    "Es wurde als Kartennummer angegeben und besteht jede Prüfung, darum kann es nicht durch den Chat; die letzten vier Ziffern können es.",
  strayUntil: (t) => `Ohne Ihre Entscheidung wird es um ${t} verworfen.`,
  sendAnyway: "Trotzdem senden",
  throwAway: "Verwerfen",
  sendSafely: "Sicher senden",
  somethingElse: "Es ist etwas anderes",

  asks: {
    card: "Ihre Karte",
    address: "Ihre Adresse",
    bank: "Ihr Bankkonto",
    "national-id": "Ihre Ausweisnummer",
  },
  asked: ({ who, what, amount }) =>
    amount ? `${who} bittet um ${what}, um ${amount} zu bezahlen` : `${who} bittet um ${what}`,
  youAsked: ({ what }) => `Sie teilen ${what} sicher mit`,
  purpose: (purpose) => `Für: ${purpose}`,
  onlyForm: (name) =>
    `Nur unser sicheres Formular sieht, was Sie eingeben. ${name ?? "Der Mitarbeiter"} und dieser Chat sehen es nicht.`,
  goesTo: (host) => `Es geht direkt an ${host}.`,
  formTitle: "Sicheres Formular",
  preparing: "Das sichere Formular wird vorbereitet …",
  loadingForm: "Das sichere Formular lädt …",
  timeLeft: (time) => `noch ${time}`,
  secondsLeft: (s) =>
    s >= 60
      ? `Noch ${s / 60} Min. im sicheren Formular`
      : `Noch ${s} Sekunden im sicheren Formular`,
  notNow: "Jetzt nicht",
  declineSure: "Nichts mitteilen und zurück zum Chat?",
  yesDecline: "Nichts mitteilen",
  moreTime: "Mehr Zeit",
  noMoreTime: "Mehr Zeit gibt es nicht.",
  usePhone: "Mein Telefon nutzen",
  useOther: "Anderes Gerät nutzen",
  otherTitle: "Auf einem anderen Gerät weitermachen",
  sending: "Wird sicher gesendet …",
  stored: "Gespeichert. Gleich geht es im Chat weiter.",
  slow: "Das sichere Formular lädt nicht. Es wurde nichts gesendet. Prüfen Sie die Verbindung und versuchen Sie es noch einmal, oder nutzen Sie ein anderes Gerät.",
  broken:
    "Das sichere Formular funktioniert nicht mehr. Es wurde nichts gespeichert. Versuchen Sie es noch einmal, oder nutzen Sie ein anderes Gerät.",
  noTicket:
    "Das sichere Formular kann gerade nicht geöffnet werden. Versuchen Sie es noch einmal, oder nutzen Sie ein anderes Gerät.",
  retry: "Noch einmal versuchen",
  elsewhere: "Das sichere Formular ist in einem anderen Tab oder auf einem anderen Gerät offen.",
  continueHere: "Hier weitermachen",
  phoneTitle: "Auf Ihrem Telefon weitermachen",
  phoneText:
    "Scannen Sie diesen Code mit seiner Kamera, oder öffnen Sie dort den Link. Diese Seite merkt, wenn Sie fertig sind.",
  phoneOn: "Sie machen auf Ihrem Telefon weiter. Diese Seite merkt, wenn Sie fertig sind.",
  qr: "QR-Code mit dem Link zum sicheren Formular",
  copyLink: "Link kopieren",
  copied: "Link kopiert",
  newLink: "Neuen Link zeigen",

  results: {
    completed: (display) => `${display} wurde sicher gespeichert`,
    paid: (display) => `${display} · bezahlt`,
    declined: "Sie haben sich entschieden, es nicht mitzuteilen",
    cancelled: (name) =>
      name ? `${name} hat die Anfrage zurückgezogen` : "Die Anfrage wurde zurückgezogen",
    expired: "Die Zeit ist abgelaufen. Es wurde nichts gespeichert.",
    failed: "Das sichere Formular ist gescheitert. Es wurde nichts gespeichert.",
  },
  nouns: {
    card: "Ihre Karte",
    address: "Ihre Adresse",
    bank: "Ihr Bankkonto",
    "national-id": "Ihre Ausweisnummer",
  },
  failures: {
    collector_unreachable:
      "Das sichere Formular war nicht erreichbar. Es wurde nichts gespeichert.",
    observer_attached:
      "Der Chat konnte nicht abgeschirmt werden. Es wurde nichts erfragt oder gespeichert.",
    policy_denied: "Danach darf hier nicht gefragt werden. Es wurde nichts gespeichert.",
    collector_error: "Das sichere Formular ist gescheitert. Es wurde nichts gespeichert.",
    payment_declined: "Die Zahlung wurde abgelehnt. Es wurde nichts abgebucht.",
    payment_unknown:
      "Noch ist nicht bekannt, ob die Zahlung ankam. Bitte fragen Sie nach, bevor Sie es noch einmal versuchen.",
  },

  trouble: {
    offline: "Keine Verbindung. Bitte versuchen Sie es gleich noch einmal.",
    policy_denied:
      "Das kann hier nicht angenommen werden. Bitte schreiben Sie die Nummer nicht in den Chat.",
    unavailable:
      "Das sichere Formular ist gerade nicht verfügbar. Bitte schreiben Sie die Nummer nicht in den Chat.",
    other: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
  },
};
