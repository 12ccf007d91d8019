// The first screen: what is asked, the answer with its uncertainty, the one figure that shows it, and
// the doors to the rest.

import { printRoute } from "../../state/route.js";
import { words } from "../../texts/index.js";
import { AnswerPicture } from "./answer-picture.js";
import { firstAnswer } from "./first-answer.js";
import { answerSentence, salineSentence } from "./sentences.js";
import "./home.css";

const text = words.home;
const doors = ["patient", "trial", "model", "evidence"] as const;

export function HomePage(): preact.JSX.Element {
  const { main, claims, byVerdict, parameters, assumed } = firstAnswer;
  const saline = main ? salineSentence(main) : "";
  return (
    <div class="page home">
      <div class="home-answer">
        <p class="kicker">{text.kicker}</p>
        <h1>{text.question}</h1>
        <p class="lede">{answerSentence(firstAnswer)}</p>
        {saline === "" ? null : <p>{saline}</p>}
        <p>{text.counts(claims, words.verdictCounts(byVerdict), parameters, assumed)}</p>
        <p class="frame">{text.frame}</p>
      </div>
      {main ? <AnswerPicture result={main} /> : null}
      <section class="doors" aria-labelledby="doors-title">
        <h2 id="doors-title">{text.doors}</h2>
        <ul>
          {doors.map((page) => (
            <li key={page}>
              <a href={printRoute({ page })}>{words.pages[page].name}</a>
              <span>{text.door[page]}</span>
            </li>
          ))}
        </ul>
      </section>
      <h2>{text.how}</h2>
      <p>{text.howWords}</p>
    </div>
  );
}
