/** A page whose data file is still to come. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { load } from "../data";
import { say } from "../words";

interface Props<Value> {
  file: string;
  children: (value: Value) => ComponentChildren;
}

export function Loaded<Value>({ file, children }: Props<Value>) {
  const [state, setState] = useState<{ file: string; value?: Value; failed?: boolean }>({ file });
  useEffect(() => {
    let current = true;
    load<Value>(file).then(
      (value) => current && setState({ file, value }),
      () => current && setState({ file, failed: true }),
    );
    return () => {
      current = false;
    };
  }, [file]);
  if (state.file === file && state.failed) return <p role="alert">{say("app.missing", { file: `data/${file}.js` })}</p>;
  if (state.file !== file || state.value === undefined)
    return (
      <p class="quiet" role="status" data-loading>
        {say("app.loading")}
      </p>
    );
  return <>{children(state.value)}</>;
}
