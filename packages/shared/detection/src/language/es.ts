import type { Language } from "./language.ts";
import { said } from "./said.ts";

const NUMBER = "(numero|num|nro|no|codigo)";

export const es: Language = {
  code: "es",
  cues: {
    CARD_NUMBER: [`${NUMBER}? (de)? (la|mi|su|tu)? tarjeta (de credito|de debito)? ${NUMBER}?`],
    CVV: [
      "(codigo|numero) de seguridad",
      "(tres|3) (digitos|numeros|cifras) (del|en el|de atras|al|por el)? (reverso|dorso|detras)?",
      "(codigo de verificacion|codigo cvv)",
    ],
    EXPIRY: [
      "(fecha de caducidad|fecha de vencimiento|caducidad|vencimiento|vence|caduca|valida hasta)",
    ],
    SSN: [
      "(dni|nie|nif|curp|rfc|seguridad social)",
      `${NUMBER} de (dni|identidad|la seguridad social|seguridad social|documento)`,
      "documento de identidad",
    ],
    ACCOUNT_ID: [`${NUMBER} de (cuenta|cliente|socio|poliza|contrato)`, "(cuenta|poliza|clabe)"],
    ORDER_ID: [
      `${NUMBER} de (pedido|reserva|factura|seguimiento|orden|referencia|confirmacion|envio|incidencia|localizador)`,
      "(pedido|localizador|referencia|reserva|factura)",
    ],
    PIN: ["(clave|codigo pin|numero secreto|numero pin|clave secreta)"],
    PASSWORD: [
      "(contrasena|clave de acceso|codigo de acceso|codigo por sms|codigo de confirmacion)",
      "codigo recibido por sms",
    ],
    USERNAME: ["(usuario|nombre de usuario)"],
    SECURITY_ANSWER: [
      "(apellido|nombre) de soltera (de)? (su|mi|tu)? (madre)?",
      "(pregunta de seguridad|pregunta secreta|palabra secreta)",
      "nombre de (mi|su|tu) (primera|primer)? (mascota|perro|gato|escuela|colegio|profesor)",
    ],
    DATE_OF_BIRTH: [
      "(fecha de nacimiento|naci el|naci|nacio|nacio usted|naciste|nacido el|nacida el|nacimiento|cumpleanos)",
    ],
    PHONE: [`${NUMBER} de (telefono|movil|celular|contacto)`, "(telefono|movil|celular|tlf)"],
    EMAIL: ["(correo|correo electronico)"],
    POSTCODE: ["codigo postal"],
    ADDRESS: ["(direccion|domicilio|vivo en|direccion de envio)"],
    PERSON: ["(nombre|nombre completo|apellido|apellidos|titular)"],
    PASSPORT: [`${NUMBER}? (de)? pasaporte ${NUMBER}?`],
    DRIVER_LICENSE: [
      `${NUMBER}? (de)? (licencia de conducir|carnet de conducir|permiso de conducir)`,
    ],
    LICENSE_PLATE: ["(matricula|placa|patente)"],
  },
  notCues: [],
  connectors:
    "es era son el la los las un una mi mis su sus tu de del en con y numero este esta aqui creo si pues gracias por favor".split(
      " ",
    ),
  requests: "cual indique digame dime facilite podria puede necesito confirme proporcione".split(
    " ",
  ),
  digits: said(
    "0 cero|1 uno|2 dos|3 tres|4 cuatro|5 cinco|6 seis|7 siete|8 ocho|9 nueve|10 diez|12 doce|13 trece|14 catorce|15 quince|16 dieciseis|17 diecisiete|18 dieciocho|19 diecinueve|20 veinte|21 veintiuno|22 veintidos|23 veintitres|24 veinticuatro|25 veinticinco|26 veintiseis|27 veintisiete|28 veintiocho|29 veintinueve|30 treinta|40 cuarenta|50 cincuenta|60 sesenta|70 setenta|80 ochenta|90 noventa",
  ),
  repeats: { doble: 2, triple: 3 },
  // English "once": only where a check digit says so.
  sounds: said("1 un una|11 once"),
  fillers: ["guion", "espacio", "barra", "eh"],
  leads:
    "luego y despues siguiente siguientes sigue seguido ahora ultimo ultimos finalmente termina".split(
      " ",
    ),
  months:
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene abr setiembre dic".split(
      " ",
    ),
  units: "horas dias meses anos semanas minutos personas noches pesos".split(" "),
  amounts: "saldo total precio importe cuesta casi unos aproximadamente".split(" "),
  abbreviations: ["num", "nro", "sr", "sra", "avda"],
};
