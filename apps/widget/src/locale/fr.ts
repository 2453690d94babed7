import type { LauncherWords, Words } from "./words.ts";

export const launcher: LauncherWords = {
  open: "Ouvrir le chat",
  close: "Fermer le chat",
  unread: (n) => (n === 1 ? "1 message non lu" : `${n} messages non lus`),
  secure: "Un formulaire sécurisé vous attend",
  failed: "Le chat n’a pas pu être chargé. Appuyez pour réessayer.",
};

export const words: Words = {
  chatWith: (tenant) => (tenant ? `Chat avec ${tenant}` : "Chat"),
  minimise: "Fermer le chat",
  options: "Options",
  nobodyYet: "Nous sommes bientôt à vous",
  agentHere: (name) => `${name} est là`,
  ended: "Ce chat est terminé",
  held: (name) => (name ? `${name} est en attente` : "En attente"),
  conversation: "Conversation",
  you: "Vous",
  agent: "Conseiller",
  says: (name, text) => `${name} : ${text}`,
  joined: (name) => `${name} a rejoint le chat`,
  left: (name) => (name ? `${name} est parti` : "Le conseiller est parti"),
  typing: (name) => (name ? `${name} écrit` : "Le conseiller écrit"),
  today: "Aujourd’hui",
  yesterday: "Hier",

  connecting: "Connexion…",
  offline:
    "Vous êtes hors ligne. Ce que vous écrivez attend ici et partira à votre retour. Gardez cette page ouverte.",
  offlineHeld:
    "Le chat n’a pas de connexion. Le formulaire sécurisé s’en passe ; gardez cette page ouverte.",
  refused: "Ce chat ne peut pas être ouvert d’ici. Rechargez la page.",

  compose: "Message",
  placeholder: "Écrire un message",
  tooLong: (n) => `${n} ${n === 1 ? "caractère" : "caractères"} de trop pour un message`,
  send: "Envoyer",
  paused: (name) =>
    `Le chat est en pause. ${name ?? "Le conseiller"} ne voit rien tant que le formulaire sécurisé n’est pas terminé.`,
  startAnew: "Commencer un nouveau chat",
  full: "Ce chat a atteint sa longueur maximale. Commencez-en un nouveau pour continuer : ce qui n’a pas été envoyé vous suit.",

  delivery: {
    queued: "En attente d’envoi",
    sending: "Envoi…",
    sent: "Envoyé",
    read: "Lu",
    held: "Non envoyé : le chat était en pause",
    stray: "Non envoyé : n’a pas sa place dans le chat",
    refused: "Non envoyé",
  },
  heldLine: "Message abandonné",
  tryAgain: "Réessayer",
  cut: {
    CARD_NUMBER: "numéro de carte retiré",
    CVV: "code de sécurité retiré",
    EXPIRY: "date d’expiration retirée",
    IBAN: "IBAN retiré",
    SSN: "numéro de sécurité sociale retiré",
    PASSPORT: "numéro de passeport retiré",
    DRIVER_LICENSE: "numéro de permis de conduire retiré",
    PASSWORD: "mot de passe retiré",
    PIN: "code PIN retiré",
    other: "retiré",
  },
  fate: {
    waiting: "Retiré. À vous de décider.",
    taken: "Transmis au formulaire sécurisé",
    released: "Vous avez dit que c’est autre chose",
    discarded: "Retiré : ni transmis, ni conservé",
    removed: "Retiré : ni transmis, ni conservé",
    retracted: "Retiré : une partie d’un numéro envoyé en morceaux",
  },

  yourName: "Votre nom",
  nameHint: "Pour savoir comment nous adresser à vous",
  save: "Enregistrer",
  endChat: "Terminer le chat",
  endSure: "Terminer ce chat ?",
  yesEnd: "Terminer le chat",
  back: "Retour",

  strayTitle: "Cela ressemble à un numéro de carte. L’envoyer en sécurité ?",
  strayText:
    "Rien n’a été envoyé. Personne dans ce chat ne peut voir ce que vous saisissez dans le formulaire sécurisé.",
  sensitiveTitle: "Cela ressemble à des données sensibles. Les envoyer en sécurité ?",
  secretTitle: "Cela ressemble à un mot de passe ou à un code secret.",
  secretText: "Rien n’a été envoyé. Personne ici n’en a besoin : mieux vaut ne pas l’écrire.",
  pieceTitle: "Est-ce une partie de votre numéro de carte ?",
  pieceText:
    "Rien n’a été envoyé. N’écrivez pas de numéro de carte dans le chat, même en morceaux : le formulaire sécurisé le prend en une fois.",
  strayCut:
    "Nous l’avons retiré de votre message avant que quiconque puisse le voir. Personne dans ce chat ne peut voir ce que vous saisissez dans le formulaire sécurisé.",
  strayStays:
    "Il a été donné comme numéro de carte et passe tous les contrôles : il ne peut pas passer par le chat, ses quatre derniers chiffres si.",
  strayUntil: (t) => `Sans décision de votre part, il sera jeté à ${t}.`,
  sendAnyway: "Envoyer quand même",
  throwAway: "Jeter",
  sendSafely: "Envoyer en sécurité",
  somethingElse: "C’est autre chose",

  asks: {
    card: "votre carte",
    address: "votre adresse",
    bank: "votre compte bancaire",
    "national-id": "votre numéro d’identité",
  },
  asked: ({ who, what, amount }) =>
    amount ? `${who} demande ${what} pour payer ${amount}` : `${who} demande ${what}`,
  youAsked: ({ what }) => `Vous transmettez ${what} en sécurité`,
  purpose: (purpose) => `Pour : ${purpose}`,
  onlyForm: (name) =>
    `Seul notre formulaire sécurisé voit ce que vous saisissez. ${name ?? "Le conseiller"} et ce chat ne le voient pas.`,
  goesTo: (host) => `Cela va directement à ${host}.`,
  formTitle: "Formulaire sécurisé",
  preparing: "Préparation du formulaire sécurisé…",
  loadingForm: "Chargement du formulaire sécurisé…",
  timeLeft: (time) => `reste ${time}`,
  secondsLeft: (s) =>
    s >= 60
      ? `Il reste ${s / 60} min dans le formulaire sécurisé`
      : `Il reste ${s} secondes dans le formulaire sécurisé`,
  notNow: "Pas maintenant",
  declineSure: "Ne rien transmettre et revenir au chat ?",
  yesDecline: "Ne rien transmettre",
  moreTime: "Plus de temps",
  noMoreTime: "Il n’y a plus de temps à donner.",
  usePhone: "Utiliser mon téléphone",
  useOther: "Utiliser un autre appareil",
  otherTitle: "Continuer sur un autre appareil",
  sending: "Envoi sécurisé…",
  stored: "Enregistré. Retour au chat dans un instant.",
  slow: "Le formulaire sécurisé ne se charge pas. Rien n’a été envoyé. Vérifiez votre connexion et réessayez, ou utilisez un autre appareil.",
  broken:
    "Le formulaire sécurisé ne fonctionne plus. Rien n’a été enregistré. Réessayez, ou utilisez un autre appareil.",
  noTicket:
    "Le formulaire sécurisé ne peut pas s’ouvrir pour le moment. Réessayez, ou utilisez un autre appareil.",
  retry: "Réessayer",
  elsewhere: "Le formulaire sécurisé est ouvert dans un autre onglet ou sur un autre appareil.",
  continueHere: "Continuer ici",
  phoneTitle: "Continuer sur votre téléphone",
  phoneText:
    "Scannez ce code avec son appareil photo, ou ouvrez-y le lien. Cette page saura quand vous aurez fini.",
  phoneOn: "Vous continuez sur votre téléphone. Cette page saura quand vous aurez fini.",
  qr: "Code QR avec le lien vers le formulaire sécurisé",
  copyLink: "Copier le lien",
  copied: "Lien copié",
  newLink: "Afficher un nouveau lien",

  results: {
    completed: (display) => `Enregistré en sécurité : ${display}`,
    paid: (display) => `${display} · payé`,
    declined: "Vous avez choisi de ne pas le transmettre",
    cancelled: (name) => (name ? `${name} a annulé la demande` : "La demande a été annulée"),
    expired: "Le temps est écoulé. Rien n’a été enregistré.",
    failed: "Le formulaire sécurisé a échoué. Rien n’a été enregistré.",
  },
  nouns: {
    card: "votre carte",
    address: "votre adresse",
    bank: "votre compte bancaire",
    "national-id": "votre numéro d’identité",
  },
  failures: {
    collector_unreachable: "Le formulaire sécurisé est injoignable. Rien n’a été enregistré.",
    observer_attached: "Le chat n’a pas pu être isolé. Rien n’a été demandé ni enregistré.",
    policy_denied: "Cela ne peut pas être demandé ici. Rien n’a été enregistré.",
    collector_error: "Le formulaire sécurisé a échoué. Rien n’a été enregistré.",
    payment_declined: "Le paiement a été refusé. Rien n’a été débité.",
    payment_unknown:
      "On ne sait pas encore si le paiement est passé. Renseignez-vous avant de réessayer.",
  },

  trouble: {
    offline: "Pas de connexion. Réessayez dans un instant.",
    policy_denied: "Cela ne peut pas être accepté ici. N’écrivez pas le numéro dans le chat.",
    unavailable:
      "Le formulaire sécurisé n’est pas disponible pour le moment. N’écrivez pas le numéro dans le chat.",
    other: "Cela n’a pas marché. Réessayez.",
  },
};
