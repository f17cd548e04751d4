// Which of two records of the same thing stays: of one browser and an imported file, or of two versions of the form.
//
// The newer one does, except that a completed part and a right answer never give way to less. In a review the newer
// one stays whatever it says: that a concept was missed since is what its schedule has to know. The rules do not depend
// on the order in which records meet, so that importing twice, or both ways, gives the same.

import { field, type Json } from "./json";

/** The record that stays; null stands for none. */
export function merged(kind: string, one: Json, other: Json): Json {
  if (one === null || other === null) return one ?? other;
  const [ours, theirs] = [
    [gained(kind, one), time(one)] as const,
    [gained(kind, other), time(other)] as const,
  ];
  const better = ours[0] - theirs[0] || ours[1] - theirs[1];
  if (better !== 0) return better > 0 ? one : other;
  // Of the same time: either, but always the same one.
  return JSON.stringify(one) >= JSON.stringify(other) ? one : other;
}

/** What a record has reached, which a newer one may not take away. */
function gained(kind: string, record: Json): number {
  const reached =
    kind === "page" ? field(record, "done") : kind === "answer" ? field(record, "right") : false;
  return reached === true ? 1 : 0;
}

/** When a record was written, in milliseconds since 1970; before everything else if it does not say. */
export function time(record: Json): number {
  const at = field(record, "at");
  const milliseconds = typeof at === "string" ? Date.parse(at) : at;
  return typeof milliseconds === "number" && Number.isFinite(milliseconds) ? milliseconds : 0;
}
