const names = ["Ann Lee", "Otto Berg", "Maria Silva", "Jean Dupont", "Karen Whitfield"];
const cities = ["Boston", "Leeds", "Porto", "Lyon", "Graz"];

/** Dialogues of a shop, as lines: `c: …` the customer's, `a: …` the agent's. */
export const DIALOGUES: readonly (readonly string[])[] = names.flatMap((name, index) =>
  cities.map((city) => [
    "c: hello",
    "a: Good morning! How can I help you today?",
    `c: my name is ${name} and I have a question about the order from last week`,
    "a: I am happy to look into that for you. Could you tell me the order number, please?",
    `c: it is 4711${index}083`,
    "a: Thank you, one moment while I look it up.",
    "c: sure, take your time",
    "a: I can see that it left our warehouse on Tuesday and is with the carrier now.",
    `c: good, I live in ${city} so it should be here soon`,
    "a: The carrier says that it comes tomorrow between nine and twelve.",
    "c: that does not suit me so well, can it be left with a neighbour?",
    "a: Of course. To which address may I send the confirmation?",
    `c: ${name.toLowerCase().replace(" ", ".")}@mail.example`,
    "a: Great, I have noted that for you. Is there anything else?",
    "c: yes, can I pay the rest by card?",
    "a: Of course, I am opening the secure form for you now; please do not type the number here.",
    "c: done",
    "a: It is paid, and the receipt is on its way to you.",
    "c: thanks a lot for the quick help",
    `a: You are welcome, ${name.split(" ")[0] ?? ""}. Have a nice day!`,
    "c: bye",
  ]),
);
