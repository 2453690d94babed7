import type { LauncherWords, Words } from "./words.ts";

export const launcher: LauncherWords = {
  open: "Abrir el chat",
  close: "Cerrar el chat",
  unread: (n) => (n === 1 ? "1 mensaje sin leer" : `${n} mensajes sin leer`),
  secure: "Hay un formulario seguro esperando",
  failed: "No se pudo cargar el chat. Pulse para intentarlo de nuevo.",
};

export const words: Words = {
  chatWith: (tenant) => (tenant ? `Chat con ${tenant}` : "Chat"),
  minimise: "Cerrar el chat",
  options: "Opciones",
  nobodyYet: "Enseguida le atendemos",
  agentHere: (name) => `${name} está aquí`,
  ended: "Este chat ha terminado",
  held: (name) => (name ? `${name} está en espera` : "En espera"),
  conversation: "Conversación",
  you: "Usted",
  agent: "Agente",
  says: (name, text) => `${name}: ${text}`,
  joined: (name) => `${name} se ha unido`,
  left: (name) => (name ? `${name} ha salido` : "El agente ha salido"),
  typing: (name) => (name ? `${name} está escribiendo` : "El agente está escribiendo"),
  today: "Hoy",
  yesterday: "Ayer",

  connecting: "Conectando…",
  offline:
    "No tiene conexión. Lo que escriba espera aquí y se enviará cuando vuelva. No cierre esta página.",
  offlineHeld:
    "El chat no tiene conexión. El formulario seguro sigue funcionando sin él; no cierre esta página.",
  refused: "Este chat no se puede abrir desde aquí. Vuelva a cargar la página.",

  compose: "Mensaje",
  placeholder: "Escriba un mensaje",
  tooLong: (n) => `${n} ${n === 1 ? "carácter" : "caracteres"} de más para un mensaje`,
  send: "Enviar",
  paused: (name) =>
    `El chat está en pausa. ${name ?? "El agente"} no puede ver nada hasta que termine el formulario seguro.`,
  startAnew: "Empezar un chat nuevo",
  full: "Este chat ha llegado a su longitud máxima. Empiece uno nuevo para continuar: lo que no se envió pasa a él.",

  delivery: {
    queued: "Pendiente de envío",
    sending: "Enviando…",
    sent: "Enviado",
    read: "Leído",
    held: "No enviado: el chat estaba en pausa",
    stray: "No enviado: no debe ir en el chat",
    refused: "No enviado",
  },
  heldLine: "Mensaje descartado",
  tryAgain: "Intentar de nuevo",
  cut: {
    CARD_NUMBER: "número de tarjeta eliminado",
    CVV: "código de seguridad eliminado",
    EXPIRY: "fecha de caducidad eliminada",
    IBAN: "IBAN eliminado",
    SSN: "número de la seguridad social eliminado",
    PASSPORT: "número de pasaporte eliminado",
    DRIVER_LICENSE: "número de permiso de conducir eliminado",
    PASSWORD: "contraseña eliminada",
    PIN: "PIN eliminado",
    other: "eliminado",
  },
  fate: {
    waiting: "Retirado. Usted decide qué hacer con ello.",
    taken: "Llevado al formulario seguro",
    released: "Dijo que es otra cosa",
    discarded: "Eliminado: no se reenvió ni se guarda",
    removed: "Eliminado: no se reenvió ni se guarda",
    retracted: "Retirado: parte de un número que llegó en trozos",
  },

  yourName: "Su nombre",
  nameHint: "Para saber cómo dirigirnos a usted",
  save: "Guardar",
  endChat: "Terminar el chat",
  endSure: "¿Terminar este chat?",
  yesEnd: "Terminar el chat",
  back: "Volver",

  strayTitle: "Parece un número de tarjeta. ¿Enviarlo de forma segura?",
  strayText:
    "No se ha enviado nada. Nadie en este chat puede ver lo que escriba en el formulario seguro.",
  sensitiveTitle: "Parecen datos sensibles. ¿Enviarlos de forma segura?",
  secretTitle: "Parece una contraseña o un código secreto.",
  secretText: "No se ha enviado nada. Aquí nadie lo necesita: lo mejor es no escribirlo.",
  pieceTitle: "¿Es una parte del número de su tarjeta?",
  pieceText:
    "No se ha enviado nada. No escriba el número de la tarjeta en el chat, tampoco por partes: el formulario seguro lo recibe de una vez.",
  strayCut:
    "Lo quitamos de su mensaje antes de que nadie pudiera verlo. Nadie en este chat puede ver lo que escriba en el formulario seguro.",
  strayStays:
    "Se dio como número de tarjeta y supera todas las comprobaciones, así que no puede pasar por el chat; sus cuatro últimas cifras sí.",
  strayUntil: (t) => `Si no decide, se desechará a las ${t}.`,
  sendAnyway: "Enviar de todos modos",
  throwAway: "Desechar",
  sendSafely: "Enviar de forma segura",
  somethingElse: "Es otra cosa",

  asks: {
    card: "su tarjeta",
    address: "su dirección",
    bank: "su cuenta bancaria",
    "national-id": "su número de identidad",
  },
  asked: ({ who, what, amount }) =>
    amount ? `${who} pide ${what} para pagar ${amount}` : `${who} pide ${what}`,
  youAsked: ({ what }) => `Va a compartir ${what} de forma segura`,
  purpose: (purpose) => `Para: ${purpose}`,
  onlyForm: (name) =>
    `Solo nuestro formulario seguro ve lo que escribe. ${name ?? "El agente"} y este chat no.`,
  goesTo: (host) => `Va directamente a ${host}.`,
  formTitle: "Formulario seguro",
  preparing: "Preparando el formulario seguro…",
  loadingForm: "Cargando el formulario seguro…",
  timeLeft: (time) => `quedan ${time}`,
  secondsLeft: (s) =>
    s >= 60
      ? `Quedan ${s / 60} min en el formulario seguro`
      : `Quedan ${s} segundos en el formulario seguro`,
  notNow: "Ahora no",
  declineSure: "¿No compartir nada y volver al chat?",
  yesDecline: "No compartir",
  moreTime: "Más tiempo",
  noMoreTime: "No queda más tiempo que dar.",
  usePhone: "Usar mi teléfono",
  useOther: "Usar otro dispositivo",
  otherTitle: "Continuar en otro dispositivo",
  sending: "Enviando de forma segura…",
  stored: "Guardado. Enseguida vuelve al chat.",
  slow: "El formulario seguro no se carga. No se ha enviado nada. Compruebe la conexión e inténtelo de nuevo, o use otro dispositivo.",
  broken:
    "El formulario seguro ha dejado de funcionar. No se ha guardado nada. Inténtelo de nuevo, o use otro dispositivo.",
  noTicket:
    "El formulario seguro no se puede abrir ahora. Inténtelo de nuevo, o use otro dispositivo.",
  retry: "Intentar de nuevo",
  elsewhere: "El formulario seguro está abierto en otra pestaña o en otro dispositivo.",
  continueHere: "Continuar aquí",
  phoneTitle: "Continuar en su teléfono",
  phoneText:
    "Escanee este código con su cámara, o abra el enlace allí. Esta página se entera cuando termine.",
  phoneOn: "Ha elegido continuar en su teléfono. Esta página se entera cuando termine.",
  qr: "Código QR con el enlace al formulario seguro",
  copyLink: "Copiar el enlace",
  copied: "Enlace copiado",
  newLink: "Mostrar otro enlace",

  results: {
    completed: (display) => `Guardado de forma segura: ${display}`,
    paid: (display) => `${display} · pagado`,
    declined: "Decidió no compartirlo",
    cancelled: (name) => (name ? `${name} canceló la solicitud` : "La solicitud se canceló"),
    expired: "Se acabó el tiempo. No se guardó nada.",
    failed: "El formulario seguro falló. No se guardó nada.",
  },
  nouns: {
    card: "su tarjeta",
    address: "su dirección",
    bank: "su cuenta bancaria",
    "national-id": "su número de identidad",
  },
  failures: {
    collector_unreachable: "No se pudo acceder al formulario seguro. No se guardó nada.",
    observer_attached: "No se pudo hacer privado el chat. No se pidió ni se guardó nada.",
    policy_denied: "Esto no se puede pedir aquí. No se guardó nada.",
    collector_error: "El formulario seguro falló. No se guardó nada.",
    payment_declined: "El pago fue rechazado. No se cobró nada.",
    payment_unknown: "Aún no se sabe si el pago se realizó. Pregunte antes de intentarlo de nuevo.",
  },

  trouble: {
    offline: "Sin conexión. Inténtelo de nuevo en un momento.",
    policy_denied: "Esto no se puede aceptar aquí. No escriba el número en el chat.",
    unavailable: "El formulario seguro no está disponible ahora. No escriba el número en el chat.",
    other: "No ha funcionado. Inténtelo de nuevo.",
  },
};
