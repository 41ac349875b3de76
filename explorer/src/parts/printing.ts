/** While a page is printed it shows what a screen leaves out: all rows of a table, whatever stands folded. */
import { options } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Whether the page is being printed. Rendering is done at once then, as the browser takes what is there. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const change = (now: boolean) => () => atOnce(() => setPrinting(now));
    const [before, after] = [change(true), change(false)];
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

function atOnce(change: () => void): void {
  const usual = options.debounceRendering;
  options.debounceRendering = (render) => render();
  change();
  if (usual) options.debounceRendering = usual;
  else delete options.debounceRendering;
}
