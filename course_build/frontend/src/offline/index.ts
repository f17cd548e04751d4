// What a copy of the course needs where its pages are files; it runs before Material's script.
import { type SearchScript, withSearch } from "./search";
import { keptApart } from "./sharing";

/** Set by the export. */
declare const courseSearch: SearchScript;

window.Worker = withSearch(window.Worker, courseSearch);

const script = document.currentScript;
const base = script instanceof HTMLScriptElement ? script.src : document.baseURI;
const page = (name: string): string => new URL(name, base).href;
window.courseKeptApart = () => keptApart([page("probe-1.html"), page("probe-2.html")]);
