import { type Desk, enrol, Refused, type RevealRequest, signIn } from "./api.ts";
import { element } from "./element.ts";
import { requestForm } from "./request-form.ts";
import { requestList } from "./request-list.ts";
import { blockCopies, showValue } from "./show-value.ts";
import { pickWords } from "./text/pick-words.ts";

const { words, language, direction } = pickWords(navigator.languages);
document.documentElement.lang = language;
document.documentElement.dir = direction;
document.title = words.title;
const place = document.querySelector<HTMLElement>("#desk") ?? document.body;
const said = element("p", { class: "said", role: "alert" });
const wish = new URLSearchParams(location.hash.slice(1));
// What came in the address goes into no history.
history.replaceState(null, "", location.pathname);
blockCopies();

const invitation = wish.get("enrol");
if (invitation === null) welcome();
else
  gate(words.enrolTitle, words.enrolText, words.enrol, async () => {
    await enrol(invitation);
    welcome(words.enrolled);
  });

function welcome(note = ""): void {
  gate(words.title, words.signInText, words.signIn, async () => await open(await signIn()), note);
}

/** A page with one thing to do. */
function gate(
  title: string,
  text: string,
  label: string,
  act: () => Promise<void>,
  note = "",
): void {
  const button = element("button", { type: "button", class: "primary" }, label);
  button.addEventListener("click", () => void busy(button, act));
  said.textContent = "";
  place.replaceChildren(
    element(
      "section",
      { class: "panel narrow" },
      element("h1", {}, title),
      element("p", {}, text),
      note === "" ? null : element("p", { class: "done", role: "status" }, note),
      button,
      said,
    ),
  );
}

async function open(desk: Desk): Promise<void> {
  const requests = await desk.list();
  const title = element("h1", { tabindex: "-1" }, words.title);
  const head = element(
    "header",
    {},
    title,
    element("p", { class: "quiet" }, words.signedIn(desk.custodian.name)),
  );
  const form = requestForm(words, wish, (given) => {
    for (const [name, value] of Object.entries(given)) wish.set(name, value);
    return guarded(desk, () => desk.ask(given));
  });
  const list = requestList(words, desk.custodian, requests, {
    decide: (request, decision) => guarded(desk, () => desk.decide(request.id, decision)),
    view: (request) => guarded(desk, () => look(desk, request)),
  });
  // What waits for this custodian comes before what they might ask.
  const parts = list.querySelector("button") === null ? [form, list] : [list, form];
  place.replaceChildren(head, said, ...parts);
  // What had the keyboard is gone with the page before.
  title.focus();
}

async function look(desk: Desk, request: RevealRequest): Promise<void> {
  const bytes = await desk.view(request.id);
  const what = `${request.field} · ${request.reference}`;
  await showValue(bytes, { place, words, who: desk.custodian.name, what });
}

/** Does something, says why where it was not done, and shows the desk as it is then. */
async function guarded(desk: Desk, act: () => Promise<void>): Promise<void> {
  let problem = "";
  try {
    await act();
    for (const name of [...wish.keys()]) wish.delete(name);
  } catch (error) {
    problem = error instanceof Refused ? error.code : "unreachable";
  }
  try {
    await open(desk);
    said.textContent = problem === "" ? "" : words.problem(problem);
  } catch (error) {
    welcome(words.problem(error instanceof Refused ? error.code : "unreachable"));
  }
}

async function busy(button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
  button.disabled = true;
  said.textContent = "";
  try {
    await act();
  } catch (error) {
    said.textContent = words.problem(error instanceof Refused ? error.code : "unreachable");
    button.disabled = false;
    button.focus();
  }
}
