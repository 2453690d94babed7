import type { Language } from "./language.ts";

const NUMBER = "(numero|num|no|n|codigo)";

export const pt: Language = {
  code: "pt",
  cues: {
    CARD_NUMBER: [`${NUMBER}? (do)? (meu|seu)? cartao (de credito|de debito)? ${NUMBER}?`],
    CVV: [
      "(codigo de seguranca|codigo de verificacao)",
      "(tres|3) (digitos|numeros) (no|do|atras)? (verso|costas|atras)",
    ],
    EXPIRY: ["(validade|data de validade|vencimento|vence em|valido ate)"],
    SSN: ["(cpf|nif|contribuinte|rg)", `${NUMBER} (de|do) (contribuinte|cpf|identidade|cidadao)`],
    ACCOUNT_ID: [
      `${NUMBER} (da|de) (conta|cliente|apolice|contrato|agencia)`,
      "(conta|agencia|conta corrente|chave pix)",
    ],
    ORDER_ID: [
      `${NUMBER} (do|de|da) (pedido|reserva|encomenda|fatura|rastreio|rastreamento|protocolo|referencia)`,
      "(pedido|encomenda|protocolo|referencia|reserva)",
    ],
    PIN: ["(senha do cartao|codigo pin)"],
    PASSWORD: ["(senha|palavra passe|codigo de acesso)"],
    USERNAME: ["(utilizador|nome de utilizador|nome de usuario)"],
    SECURITY_ANSWER: [
      "nome de solteira (da)? (sua|minha|tua)? (mae)?",
      "(pergunta de seguranca|pergunta secreta|palavra secreta)",
      "nome do (meu|seu|teu) (primeiro)? (animal|cachorro|cao|gato|professor)",
    ],
    DATE_OF_BIRTH: [
      "(data de nascimento|nasci em|nasci|nasceu|nasceste|nascido em|nascida em|nascimento|aniversario)",
    ],
    PHONE: [
      `${NUMBER} (de|do) (telefone|telemovel|celular|contato|contacto)`,
      "(telefone|telemovel|celular)",
    ],
    EMAIL: ["(correio eletronico)"],
    POSTCODE: ["(codigo postal|cep)"],
    ADDRESS: ["(endereco|morada|moro em|moro na)"],
    PERSON: ["(nome|nome completo|sobrenome|apelido|titular)"],
    PASSPORT: [`${NUMBER}? (do)? passaporte ${NUMBER}?`],
    DRIVER_LICENSE: [`${NUMBER}? (da)? (cnh|carta de conducao|carteira de motorista)`],
    LICENSE_PLATE: ["(matricula|placa|placa do carro)"],
  },
  notCues: [],
  connectors:
    "e era sao o a os as um uma meu minha seu sua do da dos das no na em com numero este aqui acho sim entao obrigado obrigada por favor".split(
      " ",
    ),
  requests: "qual informe diga poderia pode preciso confirme indique fornecer".split(" "),
  digits: {
    um: "1",
    uma: "1",
    dois: "2",
    duas: "2",
    tres: "3",
    quatro: "4",
    cinco: "5",
    seis: "6",
    meia: "6",
    sete: "7",
    oito: "8",
    nove: "9",
    dez: "10",
  },
  repeats: {},
  sounds: { um: "1", uma: "1", meia: "6" },
  fillers: ["traco", "espaco", "hifen", "ponto"],
  leads: "depois e entao seguinte seguintes seguido agora ultimo ultimos termina".split(" "),
  months: {
    janeiro: 1,
    fevereiro: 2,
    marco: 3,
    abril: 4,
    maio: 5,
    junho: 6,
    julho: 7,
    agosto: 8,
    setembro: 9,
    outubro: 10,
    novembro: 11,
    dezembro: 12,
  },
  units: "horas dias meses anos semanas minutos pessoas noites reais".split(" "),
  amounts: "saldo total preco valor custa quase cerca".split(" "),
  abbreviations: ["num", "sr", "sra", "av"],
};
