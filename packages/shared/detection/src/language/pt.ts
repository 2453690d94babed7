import type { Language } from "./language.ts";
import { said } from "./said.ts";

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
    PASSWORD: [
      "(senha|palavra passe|codigo de acesso|codigo por sms|codigo de confirmacao)",
      "codigo recebido por sms",
    ],
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
  digits: said(
    "1 um uma|2 dois duas|3 tres|4 quatro|5 cinco|6 seis meia|7 sete|8 oito|9 nove|10 dez|11 onze|12 doze|13 treze|14 catorze quatorze|15 quinze|16 dezesseis dezasseis|17 dezessete dezassete|18 dezoito|19 dezenove dezanove|20 vinte|30 trinta|40 quarenta|50 cinquenta|60 sessenta|70 setenta|80 oitenta|90 noventa",
  ),
  repeats: {},
  sounds: said("1 um uma|6 meia"),
  fillers: ["traco", "espaco", "hifen", "ponto"],
  leads: "depois e entao seguinte seguintes seguido agora ultimo ultimos termina".split(" "),
  months:
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro fev abr dez".split(
      " ",
    ),
  units: "horas dias meses anos semanas minutos pessoas noites reais".split(" "),
  amounts: "saldo total preco valor custa quase cerca".split(" "),
  abbreviations: ["num", "sr", "sra", "av"],
};
