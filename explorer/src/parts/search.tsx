/** Finding units by what stands in their search words, and the line that says how many were found. */
import { say } from "../words";

interface Props {
  value: string;
  change: (value: string) => void;
  label?: string;
}

export function Search({ value, change, label }: Props) {
  return (
    <label class="field search">
      {label ?? say("search.label")}
      <input
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}

/** Whether words under which something is found hold all that was typed, in any order. */
export function found(searched: string, wanted: string): boolean {
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((part) => searched.includes(part));
}

interface ChoiceProps {
  label: string;
  value: string;
  /** Value and words. */
  choices: [string, string][];
  change: (value: string) => void;
  chinese?: boolean;
}

/** One of a few, or all. */
export function Choice({ label, value, choices, change, chinese }: ChoiceProps) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">{say("search.any")}</option>
        {choices.map(([key, words]) => (
          <option key={key} value={key} lang={chinese ? "zh-CN" : undefined}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Count({ shown, all }: { shown: number; all: number }) {
  return (
    <p class="quiet count" role="status">
      {say(shown === all ? "search.all" : "search.some", { all, shown })}
    </p>
  );
}
