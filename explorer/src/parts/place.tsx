/** Where something stands: file and place in words, the words that stand there. */
import { Quote } from "./sources";

interface Props {
  file: string;
  words: string;
  quote?: string;
}

export function Place({ file, words, quote }: Props) {
  return (
    <>
      {(file || words) && (
        <span class="place" lang="zh-CN">
          {[file, words].filter(Boolean).join(" ")}
        </span>
      )}
      {quote && <Quote>{quote}</Quote>}
    </>
  );
}
