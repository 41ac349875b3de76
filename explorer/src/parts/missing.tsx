/** A page, unit or indicator that is not there: said so, with a way back. */
import { link } from "../route";
import { say } from "../words";

export function Missing({ words }: { words: string }) {
  return (
    <>
      <div role="alert">
        <h1>{words}</h1>
      </div>
      <p>
        <a href={link("ranking")}>{say("page.ranking")}</a>
      </p>
    </>
  );
}
