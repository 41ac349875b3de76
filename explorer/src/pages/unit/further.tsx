/** What else is known of a unit: what would move it, what was not judged, doubts, corrections, appeals. */
import { Quote } from "../../parts/sources";
import { say } from "../../words";
import type { Sheet } from "../unit";

export function Further(sheet: Sheet) {
  return (
    <>
      <Margins {...sheet} />
      <Opens {...sheet} />
      <Doubts {...sheet} />
      <Corrections {...sheet} />
      <Appeals {...sheet} />
    </>
  );
}

function Margins({ file }: Sheet) {
  const margins = file.margins;
  if (!margins) return null;
  const lines = [
    margins.to_rank_up && say("unit.rank_up", { rank: margins.rank_up, points: margins.to_rank_up }),
    margins.to_rank_down && say("unit.rank_down", { rank: margins.rank_down, points: margins.to_rank_down }),
    margins.to_grade_up && say("unit.grade_up", { grade: margins.grade_up, points: margins.to_grade_up }),
    margins.to_grade_down && say("unit.grade_down", { grade: margins.grade_down, points: margins.to_grade_down }),
  ].filter(Boolean);
  const sentences = margins.deciders.filter((one) => one.first).map((one) => one.sentence);
  if (!lines.length && !sentences.length && !margins.grade_note) return null;
  return (
    <section>
      <h2>{say("unit.margins")}</h2>
      <ul class="sentences">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {[margins.grade_note, ...sentences].filter(Boolean).map((sentence) => (
          <li key={sentence} lang="zh-CN">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Opens({ file }: Sheet) {
  if (!file.opens.length) return null;
  return (
    <section>
      <h2>{say("unit.opens")}</h2>
      <ul class="entries" lang="zh-CN">
        {file.opens.map((open) => (
          <li key={open.indicator_id}>
            <b>{open.title}</b>（{open.block}，{open.full}分）<span class="tag">{open.word}</span>
            <p>{open.reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Doubts({ file }: Sheet) {
  if (!file.doubts.length) return null;
  return (
    <section>
      <h2>{say("unit.doubts")}</h2>
      <ul class="entries" lang="zh-CN">
        {file.doubts.map((doubt) => (
          <li key={`${doubt.title}${doubt.place}${doubt.message}`}>
            <b>{doubt.title}</b>
            {doubt.answered && <span class="tag">{say("unit.answered")}</span>}
            <p>{doubt.message}</p>
            {doubt.file && (
              <p class="place">
                {doubt.file} {doubt.place}
              </p>
            )}
            {doubt.quote && <Quote>{doubt.quote}</Quote>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Corrections({ file }: Sheet) {
  if (!file.corrections.length) return null;
  return (
    <section>
      <h2>{say("unit.corrections")}</h2>
      <ul class="entries" lang="zh-CN">
        {file.corrections.map((one) => (
          <li key={`${one.title}${one.period}${one.corrected_on}`}>
            <b>{one.title}</b>
            {one.period ? say("unit.corrected", { period: one.period }) : "："}
            {one.old} → <b>{one.new}</b>
            <p>{one.reason}</p>
            <p class="place">{[one.corrected_on, one.corrected_by, one.evidence].filter(Boolean).join("　")}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A sentence whose beginning is its head. */
function Headed({ title, sentence }: { title: string; sentence: string }) {
  if (!sentence.startsWith(title)) {
    return (
      <>
        <b>{title}</b>
        <p>{sentence}</p>
      </>
    );
  }
  return (
    <p>
      <b>{title}</b>
      {sentence.slice(title.length)}
    </p>
  );
}

function Appeals({ file }: Sheet) {
  const { appeals, effect } = file;
  if (!appeals.length && !effect) return null;
  return (
    <section>
      <h2>{say("unit.appeals")}</h2>
      <ul class="entries" lang="zh-CN">
        {appeals.map((appeal) => (
          <li key={`${appeal.title}${appeal.sentence}`}>
            <Headed title={appeal.title} sentence={appeal.sentence} />
          </li>
        ))}
      </ul>
      {effect && <p>{say("unit.effect", { ...effect })}</p>}
    </section>
  );
}
