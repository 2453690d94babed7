import type { FactWords } from "./fact-words.ts";

export const pt: FactWords = {
  months:
    "janeiro|fevereiro|março|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
  dates: ["D(?:º)? de M(?: de Y)?"],
  holidays: "páscoa|réveillon|ano novo|carnaval|(?:feliz|dia de|véspera de) natal",
  ages: ["(?:tenho|tem|fiz|faço|completei) N anos", "N anos de idade"],
  birthYears: ["nasc(?:i|eu|ido|ida) (?:em |no ano de )?Y"],
  employers: [
    "trabalh(?:o|a|ava|ei|ando) (?:na|no|em|para a|para o|para)",
    "(?:empregado|empregada|funcionário|funcionária) d[aeo]",
    "(?:minha empresa|meu empregador)(?: é|,)?",
  ],
  roles: ["(?:sou|trabalho como|como)(?: uma?)?"],
  occupations:
    "açougueiro|advogado|advogada|agricultor|agricultora|aposentado|aposentada|arquiteto|arquiteta|ator|atriz|barbeiro|bombeiro|bombeira|cabeleireiro|cabeleireira|camionista|cantor|cantora|carpinteiro|cientista|cirurgião|cirurgiã|contabilista|contador|contadora|cozinheiro|cozinheira|dentista|eletricista|encanador|enfermeiro|enfermeira|engenheiro|engenheira|escritor|escritora|estudante|farmacêutico|farmacêutica|fotógrafo|fotógrafa|garçom|garçonete|jardineiro|jardineira|jornalista|juiz|juíza|mecânico|mecânica|médico|médica|militar|motorista|músico|música|notário|notária|padeiro|padeira|padre|pedreiro|pescador|pescadora|piloto|pintor|pintora|policial|polícia|professor|professora|psicólogo|psicóloga|reformado|reformada|soldado|taxista|tradutor|tradutora|veterinário|veterinária",
  events:
    "aborto espontâneo|acidente|amputação|assalto|câncer|cancro|cirurgia|condenação|custódia|deportação|derrame|despejo|detenção|divórcio|enchente|enfarte|falecimento|faleceu|falência|funeral|gêmeas|gémeas|gêmeos|gémeos|grávida|gravidez|guarda dos filhos|homicídio|incêndio|infarto|internada|internado|inundação|licença-maternidade|loteria|lotaria|quimioterapia|roubo|sequestro|suicídio|terremoto|transplante|velório|viúva|viúvo",
};
