/** Where numbers came from: what it is, its value, file and place, and the words that stand there. */
import type { SourceEntry } from "../data/unit";
import "../style/sources.css";

export function Sources({ sources }: { sources: readonly SourceEntry[] }) {
  return (
    <ul class="sources" lang="zh-CN">
      {sources.map((source, place) => (
        <li key={place}>
          <span class="what">{source.title}</span>
          {source.value && <span class="value">{source.value}</span>}
          {(source.file || source.place) && (
            <span class="place">
              {source.file}
              {source.place && ` ${source.place}`}
            </span>
          )}
          {source.quote && <Quote>{source.quote}</Quote>}
        </li>
      ))}
    </ul>
  );
}

/** Words as they stand in a report. */
export function Quote({ children }: { children: string }) {
  return <q lang="zh-CN">{children}</q>;
}
