import type { LauncherWords, Words } from "./words.ts";

export const launcher: LauncherWords = {
  open: "Abrir o chat",
  close: "Fechar o chat",
  unread: (n) => (n === 1 ? "1 mensagem não lida" : `${n} mensagens não lidas`),
  secure: "Um formulário seguro espera por você",
  failed: "Não foi possível carregar o chat. Toque para tentar de novo.",
};

export const words: Words = {
  chatWith: (tenant) => (tenant ? `Chat com ${tenant}` : "Chat"),
  minimise: "Fechar o chat",
  options: "Opções",
  nobodyYet: "Já vamos atender",
  agentHere: (name) => `${name} está aqui`,
  ended: "Este chat terminou",
  held: (name) => (name ? `${name} está em espera` : "Em espera"),
  conversation: "Conversa",
  you: "Você",
  agent: "Atendente",
  says: (name, text) => `${name}: ${text}`,
  joined: (name) => `${name} entrou`,
  left: (name) => (name ? `${name} saiu` : "O atendente saiu"),
  typing: (name) => (name ? `${name} está escrevendo` : "O atendente está escrevendo"),
  today: "Hoje",
  yesterday: "Ontem",

  connecting: "Conectando…",
  offline:
    "Você está sem conexão. O que escrever espera aqui e será enviado quando voltar. Mantenha esta página aberta.",
  offlineHeld:
    "O chat está sem conexão. O formulário seguro funciona sem ele; mantenha esta página aberta.",
  refused: "Este chat não pode ser aberto daqui. Recarregue a página.",

  compose: "Mensagem",
  placeholder: "Escreva uma mensagem",
  tooLong: (n) => `${n} ${n === 1 ? "caractere" : "caracteres"} a mais para uma mensagem`,
  send: "Enviar",
  paused: (name) =>
    `O chat está em pausa. ${name ?? "O atendente"} não vê nada até o formulário seguro terminar.`,
  startAnew: "Começar um novo chat",
  full: "Este chat chegou ao tamanho máximo. Comece um novo para continuar: o que não foi enviado vai junto.",

  delivery: {
    queued: "Aguardando envio",
    sending: "Enviando…",
    sent: "Enviada",
    read: "Lida",
    held: "Não enviada: o chat estava em pausa",
    stray: "Não enviada: isso não deve ir no chat",
    refused: "Não enviada",
  },
  heldLine: "Mensagem descartada",
  tryAgain: "Tentar de novo",
  cut: {
    CARD_NUMBER: "número de cartão removido",
    CVV: "código de segurança removido",
    EXPIRY: "data de validade removida",
    IBAN: "IBAN removido",
    SSN: "número do seguro social removido",
    PASSPORT: "número do passaporte removido",
    DRIVER_LICENSE: "número da carteira de motorista removido",
    PASSWORD: "senha removida",
    PIN: "PIN removido",
    other: "removido",
  },
  fate: {
    waiting: "Retirado. Você decide o que fazer.",
    taken: "Levado para o formulário seguro",
    released: "Você disse que é outra coisa",
    discarded: "Removido: não foi enviado nem salvo",
    removed: "Removido: não foi enviado nem salvo",
    retracted: "Retirado: parte de um número que veio em pedaços",
  },

  yourName: "Seu nome",
  nameHint: "Para sabermos como tratar você",
  save: "Salvar",
  endChat: "Encerrar o chat",
  endSure: "Encerrar este chat?",
  yesEnd: "Encerrar o chat",
  back: "Voltar",

  strayTitle: "Parece um número de cartão. Enviar com segurança?",
  strayText:
    "Nada foi enviado. Ninguém neste chat pode ver o que você digita no formulário seguro.",
  sensitiveTitle: "Parecem dados sensíveis. Enviar com segurança?",
  secretTitle: "Parece uma senha ou um código secreto.",
  secretText: "Nada foi enviado. Ninguém aqui precisa disso: é melhor não escrever.",
  pieceTitle: "É uma parte do número do seu cartão?",
  pieceText:
    "Nada foi enviado. Não escreva o número do cartão no chat, nem em pedaços: o formulário seguro recebe tudo de uma vez.",
  strayCut:
    "Retiramos da sua mensagem antes que alguém pudesse ver. Ninguém neste chat pode ver o que você digita no formulário seguro.",
  strayStays:
    "Foi dado como número de cartão e passa em todas as verificações, por isso não pode ir pelo chat; os últimos quatro dígitos podem.",
  strayUntil: (t) => `Se não decidir, será descartado às ${t}.`,
  sendAnyway: "Enviar mesmo assim",
  throwAway: "Descartar",
  sendSafely: "Enviar com segurança",
  somethingElse: "É outra coisa",

  asks: {
    card: "seu cartão",
    address: "seu endereço",
    bank: "sua conta bancária",
    "national-id": "seu número de identidade",
  },
  asked: ({ who, what, amount }) =>
    amount ? `${who} pede ${what} para pagar ${amount}` : `${who} pede ${what}`,
  youAsked: ({ what }) => `Você vai informar ${what} com segurança`,
  purpose: (purpose) => `Para: ${purpose}`,
  onlyForm: (name) =>
    `Só o nosso formulário seguro vê o que você digita. ${name ?? "O atendente"} e este chat não veem.`,
  goesTo: (host) => `Vai direto para ${host}.`,
  formTitle: "Formulário seguro",
  preparing: "Preparando o formulário seguro…",
  loadingForm: "Carregando o formulário seguro…",
  timeLeft: (time) => `restam ${time}`,
  secondsLeft: (s) =>
    s >= 60
      ? `Restam ${s / 60} min no formulário seguro`
      : `Restam ${s} segundos no formulário seguro`,
  notNow: "Agora não",
  declineSure: "Não informar nada e voltar ao chat?",
  yesDecline: "Não informar",
  moreTime: "Mais tempo",
  noMoreTime: "Não há mais tempo para dar.",
  usePhone: "Usar meu celular",
  useOther: "Usar outro aparelho",
  otherTitle: "Continuar em outro aparelho",
  sending: "Enviando com segurança…",
  stored: "Salvo. De volta ao chat em instantes.",
  slow: "O formulário seguro não carrega. Nada foi enviado. Verifique a conexão e tente de novo, ou use outro aparelho.",
  broken:
    "O formulário seguro parou de funcionar. Nada foi salvo. Tente de novo, ou use outro aparelho.",
  noTicket: "O formulário seguro não pode ser aberto agora. Tente de novo, ou use outro aparelho.",
  retry: "Tentar de novo",
  elsewhere: "O formulário seguro está aberto em outra aba ou em outro aparelho.",
  continueHere: "Continuar aqui",
  phoneTitle: "Continuar no celular",
  phoneText:
    "Escaneie este código com a câmera dele, ou abra o link nele. Esta página percebe quando você terminar.",
  phoneOn: "Você escolheu continuar no celular. Esta página percebe quando você terminar.",
  qr: "Código QR com o link para o formulário seguro",
  copyLink: "Copiar link",
  copied: "Link copiado",
  newLink: "Mostrar outro link",

  results: {
    completed: (display) => `Salvo com segurança: ${display}`,
    paid: (display) => `${display} · pago`,
    declined: "Você decidiu não informar",
    cancelled: (name) => (name ? `${name} cancelou o pedido` : "O pedido foi cancelado"),
    expired: "O tempo acabou. Nada foi salvo.",
    failed: "O formulário seguro falhou. Nada foi salvo.",
  },
  nouns: {
    card: "seu cartão",
    address: "seu endereço",
    bank: "sua conta bancária",
    "national-id": "seu número de identidade",
  },
  failures: {
    collector_unreachable: "Não foi possível acessar o formulário seguro. Nada foi salvo.",
    observer_attached: "Não foi possível tornar o chat privado. Nada foi pedido nem salvo.",
    policy_denied: "Isto não pode ser pedido aqui. Nada foi salvo.",
    collector_error: "O formulário seguro falhou. Nada foi salvo.",
    payment_declined: "O pagamento foi recusado. Nada foi cobrado.",
    payment_unknown:
      "Ainda não se sabe se o pagamento foi feito. Pergunte antes de tentar de novo.",
  },

  trouble: {
    offline: "Sem conexão. Tente de novo em instantes.",
    policy_denied: "Isto não pode ser aceito aqui. Não escreva o número no chat.",
    unavailable: "O formulário seguro não está disponível agora. Não escreva o número no chat.",
    other: "Não funcionou. Tente de novo.",
  },
};
