import type { FactWords } from "./fact-words.ts";

export const es: FactWords = {
  months:
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre",
  dates: ["D(?:º)? de M(?: del? Y)?"],
  holidays: "navidad(?:es)?|nochebuena|nochevieja|semana santa|año nuevo|día de reyes",
  ages: ["(?:tengo|tiene|cumplo|cumplí|cumplió) N años", "N años de edad"],
  birthYears: ["nac(?:í|ió|id[oa]) (?:en el año |en |el año )?Y"],
  employers: [
    "trabaj(?:o|a|aba|é|ando) (?:en|para)(?: el| la)?",
    "empleador?a? (?:en|de)(?: el| la)?",
    "mi (?:empresa|empleador)(?: es|,)?",
  ],
  roles: ["(?:soy|trabajo como|trabajo de|como)(?: una?)?"],
  occupations:
    "abogado|abogada|actor|actriz|agricultor|agricultora|albañil|arquitecto|arquitecta|bombero|bombera|camarero|camarera|cantante|carnicero|carnicera|carpintero|carpintera|científico|científica|cirujano|cirujana|cocinero|cocinera|conductor|conductora|contable|contador|contadora|dentista|diseñador|diseñadora|electricista|enfermero|enfermera|escritor|escritora|estudiante|farmacéutico|farmacéutica|fontanero|fontanera|fotógrafo|fotógrafa|ganadero|ganadera|ingeniero|ingeniera|jardinero|jardinera|jubilado|jubilada|juez|jueza|maestro|maestra|marinero|mecánico|mecánica|médico|médica|militar|músico|música|notario|notaria|panadero|panadera|peluquero|peluquera|periodista|pescador|pescadora|piloto|pintor|pintora|plomero|policía|profesor|profesora|psicólogo|psicóloga|sacerdote|sastre|soldado|taxista|traductor|traductora|veterinario|veterinaria",
  events:
    "accidente|amputación|atraco|bancarrota|cáncer|cirugía|condena|custodia|deportación|derrame cerebral|desahucio|detención|divorcio|embarazada|embarazo|falleció|fallecimiento|funeral|gemelas|gemelos|hospitalizada|hospitalizado|ictus|incendio|infarto|inundación|lotería|mellizas|mellizos|permiso de maternidad|quimioterapia|quimio|robo|secuestro|suicidio|terremoto|trasplante|viuda|viudo",
};
