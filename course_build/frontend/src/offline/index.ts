// What a copy of the course needs where its pages are files; it runs before Material's script.
import { type SearchScript, withSearch } from "./search";

/** Set by the export. */
declare const courseSearch: SearchScript;

window.Worker = withSearch(window.Worker, courseSearch);
