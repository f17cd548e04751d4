// What a copy of the course needs where its pages are files; it runs before Material's script.
import { base } from "../base";
import { type SearchScript, withSearch } from "./search";
import { keptApart } from "./sharing";

/** Set by the export. */
declare const courseSearch: SearchScript;

window.Worker = withSearch(window.Worker, courseSearch);

const page = (name: string): string => new URL(name, base).href;
window.courseKeptApart = () => keptApart([page("probe-1.html"), page("probe-2.html")]);
