/** Words of the interface in Chinese and English; what the data say stays as it was written. */
import en from "./words/en.json";
import zh from "./words/zh.json";

export type Language = "zh" | "en";
export type Word = keyof typeof zh;
const TABLES: Record<Language, Record<Word, string>> = { zh, en };

let language: Language = "zh";

export function chooseLanguage(wanted: Language): void {
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-CN" : "en";
}

export function currentLanguage(): Language {
  return language;
}

/** A sentence of the interface, with its places filled in. */
export function say(word: Word, places: Record<string, string | number> = {}): string {
  return TABLES[language][word].replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? ""));
}

/** Sentences one after another: between them a blank in English, nothing in Chinese. */
export function sentences(...said: (string | false)[]): string {
  return said.filter(Boolean).join(say("app.between"));
}

/** Two ends with the dash of the language, or the one number that both are. */
export function span(low: number, high: number): string {
  return low === high ? String(low) : say("app.range", { low, high });
}
