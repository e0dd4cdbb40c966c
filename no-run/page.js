"use strict";
// Shows the questions, and looks up the result at the end of the answers. It sends and stores nothing:
// the answers are in the page's own address, after the # sign, so that the browser's Back works.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const place = document.getElementById("place");
const dontKnow = "x";

// An element with its text and children. All text is set as text, never as markup.
function make(tag, settings, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(settings || {})) {
    if (name === "click") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}

// The answers so far, by the number of their question; `ask` is a question to be asked again.
function read() {
  const state = { answers: new Map(), ask: -1 };
  for (const part of location.hash.slice(1).split("&")) {
    const [name, value] = part.split("=");
    const number = data.questions.findIndex((each) => each.id === (name === "ask" ? value : name));
    if (number < 0) continue;
    if (name === "ask") state.ask = number;
    else if (value === dontKnow || (/^\d$/.test(value) && data.questions[number].answers[value])) state.answers.set(number, value);
  }
  return state;
}

function go(answers, ask) {
  const inOrder = [...answers].sort((one, other) => one[0] - other[0]);
  const parts = inOrder.map(([number, value]) => `${data.questions[number].id}=${value}`);
  if (ask >= 0) parts.push(`ask=${data.questions[ask].id}`);
  location.hash = parts.join("&");
}

// From the root along the answers: what was asked, and the next question or the result.
function walk(answers) {
  const asked = [];
  let where = data.root;
  while (where >= 0) {
    const [number, children] = data.nodes[where];
    if (!answers.has(number)) return { asked, question: number };
    asked.push(number);
    const value = answers.get(number);
    where = children[value === dontKnow ? children.length - 1 : Number(value)];
  }
  return { asked, result: data.results[-where - 1] };
}

function answerText(number, value) {
  return value === dontKnow ? words.dontKnow : data.questions[number].answers[Number(value)];
}

function quietButton(text, click, label) {
  return make("button", { type: "button", class: "plain-button", click, ...(label ? { "aria-label": label } : {}) }, text);
}

function choice(number, value, state) {
  const click = () => go(new Map(state.answers).set(number, value), -1);
  const chosen = value === state.answers.get(number) ? { "aria-current": "true" } : {};
  return make("li", {}, make("button", { type: "button", class: "choice", click, ...chosen }, answerText(number, value)));
}

function howToFindOut(question) {
  const steps = make("ul", {}, ...question.how.map((each) => make("li", {}, each)));
  const picture = question.picture ? make("pre", { class: "picture", "aria-hidden": "true" }, question.picture) : null;
  return make("details", { class: "how" }, make("summary", {}, words.how), make("div", { class: "inside" }, steps, picture));
}

function questionScreen(number, state) {
  const question = data.questions[number];
  const before = walk(state.answers).asked.filter((each) => each < number);
  const place = words.number.replace("{number}", before.length + 1).replace("{most}", data.questions.length);
  const values = [...question.answers.map((_, each) => String(each)), dontKnow];
  const back = quietButton(words.back, () => go(state.answers, before[before.length - 1]));
  return [
    make("p", { class: "small quiet" }, place),
    make("h2", { tabindex: "-1" }, question.asks),
    howToFindOut(question),
    make("ul", { class: "choices" }, ...values.map((value) => choice(number, value, state))),
    before.length ? make("p", {}, back) : null,
  ];
}

function stepParts(step) {
  return [
    make("p", {}, step.says),
    step.where ? make("p", { class: "small quiet" }, step.where) : null,
    step.command ? make("pre", { class: "command" }, make("code", {}, step.command)) : null,
    step.link ? make("p", {}, make("a", { href: step.link, rel: "noreferrer" }, step.link)) : null,
    step.expect ? make("p", { class: "quiet" }, step.expect) : null,
  ];
}

function section(title, ...children) {
  return make("section", {}, make("h2", {}, title), ...children);
}

function list(kind, texts) {
  return make(kind === "steps" ? "ol" : "ul", { class: kind }, ...texts.map((parts) => make("li", {}, ...parts)));
}

// The text of a request ends with what the person answered: nothing else was seen.
function request(each, number, given) {
  const answers = given.map(([asked, text]) => `- ${data.questions[asked].title}: ${text}`);
  const whole = [each.text, "", `## ${words.evidence}`, ...answers, `- ${words.answered}`].join("\n");
  const title = make("h3", {}, `${number}. ${each.title}`);
  const text = make("pre", { class: "command request" }, whole);
  if (each.first) return make("div", {}, title, text);
  return make("details", {}, make("summary", {}, title), make("div", { class: "inside" }, text));
}

function givenAnswers(given, state) {
  const change = (number) => quietButton(words.change, () => go(state.answers, number),
    `${words.change}: ${data.questions[number].title}`);
  const rows = given.map(([number, text]) => [make("dt", {}, data.questions[number].title), make("dd", {}, text, " ", change(number))]);
  return section(words.yours, make("dl", { class: "given" }, ...rows.flat()),
    make("p", {}, quietButton(words.again, () => { location.hash = ""; })));
}

function resultScreen(result, asked, state) {
  const given = asked.map((number) => [number, answerText(number, state.answers.get(number))]);
  const requests = result.requests.map((each, place) => request(data.requests[each], place + 1, given));
  return [
    make("div", { class: `answer ${result.tone}` }, make("h2", { tabindex: "-1" }, result.label),
      make("p", {}, result.says), make("h3", {}, words.next), ...stepParts(result.next)),
    result.steps.length ? section(result.title, list("steps", result.steps.map((each) => stepParts(data.steps[each])))) : null,
    result.reasons.length ? section(words.reasons[result.tone], list("why", result.reasons.map((each) => [data.reasons[each]]))) : null,
    requests.length ? section(words.requests, make("p", {}, result.tone === "bad" ? words.send : words.sendLater),
      make("p", { class: "small quiet" }, words.fill), ...requests) : null,
    givenAnswers(given, state),
  ];
}

function show(moveFocus) {
  const state = read();
  const found = walk(state.answers);
  const number = state.ask >= 0 ? state.ask : found.question;
  const parts = number === undefined ? resultScreen(found.result, found.asked, state) : questionScreen(number, state);
  place.replaceChildren(...parts.filter((each) => each !== null));
  document.body.dataset.shows = number === undefined ? "result" : "question";
  if (moveFocus) {
    place.querySelector("h2").focus();
    scrollTo(0, 0);
  }
}

addEventListener("hashchange", () => show(true));
show(false);
