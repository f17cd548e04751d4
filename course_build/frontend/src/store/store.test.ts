import { describe, expect, it, vi } from "vitest";
import type { Json } from "./json";
import { type Filed, type Shelf, type Step, Store } from "./store";

class Memory implements Shelf {
  readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const refuse = (): never => {
  throw new DOMException("no", "QuotaExceededError");
};

describe("Store", () => {
  it("keeps each record under the course, the version, the kind and the id", () => {
    const shelf = new Memory();
    new Store("norms", shelf).set("page", "lessons/01", { done: true });
    expect([...shelf.items]).toEqual([["norms/1/page/lessons/01", '{"done":true}']]);
    expect(new Store("norms", shelf).get("page", "lessons/01")).toEqual({ done: true });
    expect(new Store("other", shelf).get("page", "lessons/01")).toBeNull();
  });

  it("lists one kind, and passes over what cannot be read", () => {
    const shelf = new Memory();
    shelf.setItem("norms/1/page/a", "1");
    shelf.setItem("norms/1/page/b", "{damaged");
    shelf.setItem("norms/1/answer/c", "3");
    shelf.setItem("norms/2/page/d", "4");
    const store = new Store("norms", shelf);
    expect([...store.all("page")]).toEqual([["a", 1]]);
    expect(store.get("page", "b")).toBeNull();
  });

  it("works without storage, and says that nothing will last", () => {
    for (const shelf of [
      null,
      { ...new Memory(), length: 0, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse },
    ]) {
      const store = new Store("norms", shelf);
      store.set("page", "a", 1);
      expect(store.get("page", "a")).toBe(1);
      expect([...store.all("page")]).toEqual([["a", 1]]);
      expect(store.lasting).toBe(false);
      store.remove("page", "a");
      expect(store.get("page", "a")).toBeNull();
    }
  });

  it("keeps what it could read when the storage is full", () => {
    const shelf = new Memory();
    const store = new Store("norms", shelf);
    store.set("page", "a", 1);
    shelf.setItem = refuse;
    store.set("page", "a", 2);
    expect(store.get("page", "a")).toBe(2);
    expect(shelf.getItem("norms/1/page/a")).toBe("1");
    expect(store.lasting).toBe(false);
  });

  it("tells of changes here and in other tabs of the same course", () => {
    const store = new Store("norms", new Memory());
    const heard = vi.fn();
    store.watch(heard);
    store.set("page", "a", 1);
    store.remove("page", "a");
    store.changedElsewhere("norms/1/answer/x/y");
    store.changedElsewhere("other/1/answer/x");
    store.changedElsewhere(null);
    expect(heard.mock.calls).toEqual([
      ["page", "a"],
      ["page", "a"],
      ["answer", "x/y"],
      ["", ""],
    ]);
  });
});

describe("a listener that fails", () => {
  it("is reported, and keeps neither the record nor the other listeners from what happened", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const store = new Store("norms", new Memory());
    const heard = vi.fn();
    const failure = new Error("broken");
    store.watch(() => {
      throw failure;
    });
    store.watch(heard);
    store.set("page", "a", 1);
    expect(heard).toHaveBeenCalledWith("page", "a");
    expect(reported).toHaveBeenCalledWith(failure);
    expect(store.get("page", "a")).toBe(1);
    vi.unstubAllGlobals();
  });
});

describe("troubles", () => {
  it("tells apart why nothing is kept", () => {
    const full = new Memory();
    full.setItem = refuse;
    const refusing = new Memory();
    refusing.setItem = () => {
      throw new DOMException("no", "SecurityError");
    };
    for (const [shelf, trouble] of [
      [null, "refused"],
      [refusing, "refused"],
      [full, "full"],
    ] as const) {
      const store = new Store("norms", shelf);
      expect(store.losing([])).toBe(false);
      store.set("place", "last", 1);
      expect([...store.troubles]).toEqual([trouble]);
      expect([store.losing([]), store.losing(["place"])]).toEqual([true, false]);
      store.set("answer", "a", 1);
      expect(store.losing(["place"])).toBe(true);
    }
  });

  it("leaves records alone that are damaged or of a newer version, and reads the others", () => {
    const shelf = new Memory();
    for (const [key, text] of [
      ["norms/1/answer/a", "{damaged"],
      ["norms/1/answer/b", "2"],
      ["norms/2/answer/b", '{"form":"unknown"}'],
      ["other/2/answer/b", "{"],
      ["norms/0/answer/b", "3"],
      ["norms/x", "4"],
    ] as const)
      shelf.setItem(key, text);
    const before = new Map(shelf.items);
    const store = new Store("norms", shelf);
    expect([...store.troubles].sort()).toEqual(["damaged", "newer"]);
    expect(store.everything()).toEqual([{ kind: "answer", id: "b", value: 2 }]);
    expect(shelf.items).toEqual(before);
  });

  it("takes over what another tab could keep, and what it removed", () => {
    const shelf = new Memory();
    const store = new Store("norms", shelf);
    shelf.setItem = refuse;
    store.set("page", "a", 1);
    store.set("page", "b", 1);
    shelf.items.set("norms/1/page/a", "2");
    store.changedElsewhere("norms/1/page/a");
    expect([store.get("page", "a"), store.get("page", "b")]).toEqual([2, 1]);
    store.refresh();
    expect(store.get("page", "b")).toBe(1);
    store.changedElsewhere(null);
    expect(store.get("page", "b")).toBeNull();
  });

  it("clears everything of the course, and nothing of others", () => {
    const shelf = new Memory();
    for (const key of ["norms/1/page/a", "norms/2/page/a", "norms/told", "norms2/1/page/a", "/.__palette"])
      shelf.setItem(key, "1");
    const store = new Store("norms", shelf);
    store.clear();
    expect([...shelf.items.keys()]).toEqual(["norms/told", "norms2/1/page/a", "/.__palette"]);
    expect(store.troubles.size).toBe(0);
  });
});

describe("a change of the form", () => {
  /** Times become numbers. */
  const first: Step = ({ kind, id, value }) => ({
    kind,
    id,
    value: { ...(value as Record<string, Json>), at: Date.parse((value as { at: string }).at) },
  });
  /** Pages are parts from now on. */
  const second: Step = (one) => ({ ...one, kind: one.kind === "page" ? "part" : one.kind });
  const OLD = { done: true, at: "2026-01-01T00:00:00.000Z" };
  const NEW = { done: true, at: Date.parse(OLD.at) };

  it("brings records over step by step, and leaves none behind", () => {
    const shelf = new Memory();
    new Store("norms", shelf).set("page", "a", OLD);
    new Store("norms", shelf, [first]).set("page", "b", NEW);
    const store = new Store("norms", shelf, [first, second]);
    expect(store.everything()).toEqual(
      [{ kind: "part", id: "b", value: NEW }, ...[{ kind: "part", id: "a", value: NEW }]].sort((a, b) =>
        a.id < b.id ? -1 : 1,
      ),
    );
    expect([...shelf.items.keys()].sort()).toEqual(["norms/3/part/a", "norms/3/part/b"]);
    expect(store.troubles.size).toBe(0);
  });

  it("takes in what an old page wrote since, and takes nothing better away", () => {
    const shelf = new Memory();
    const store = new Store("norms", shelf, [first]);
    store.set("answer", "a", { right: true, at: 5 });
    const old = new Store("norms", shelf);
    old.set("answer", "a", { right: false, at: "2026-01-01T00:00:00.000Z" });
    old.set("answer", "b", { right: false, at: "2026-01-01T00:00:00.000Z" });
    const later = new Store("norms", shelf, [first]);
    expect(later.get("answer", "a")).toEqual({ right: true, at: 5 });
    expect(later.get("answer", "b")).toEqual({ right: false, at: NEW.at });
    expect([...shelf.items.keys()].sort()).toEqual(["norms/2/answer/a", "norms/2/answer/b"]);
  });

  it("keeps the old record when the new one has no room, or cannot be made of it", () => {
    const shelf = new Memory();
    new Store("norms", shelf).set("page", "a", OLD);
    shelf.items.set("norms/1/page/odd", "null");
    shelf.items.set("norms/1/page/odder", '"text"');
    const fails: Step = (one) => {
      if (one.id === "odder") throw new TypeError("not an object");
      return first(one);
    };
    const before = new Map(shelf.items);
    shelf.setItem = refuse;
    const store = new Store("norms", shelf, [fails]);
    expect(store.everything()).toEqual([{ kind: "page", id: "a", value: NEW }]);
    expect([...store.troubles].sort()).toEqual(["damaged", "full"]);
    expect(shelf.items).toEqual(before);
  });
});

describe("a hundred thousand operations", () => {
  it("lose no answer that was kept, and give none to another question", () => {
    let state = 7;
    const chance = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const step: Step = (one) => ({ ...one, value: { ...(one.value as Record<string, Json>), form: 2 } });
    let steps: Step[] = [];
    const shelf = new Memory();
    const keep = shelf.setItem.bind(shelf);
    const tabs = [new Store("norms", shelf, steps), new Store("norms", shelf, steps)];
    /** What each question must say: the best of what was kept of it. */
    const best = new Map<string, { right: boolean; at: number }>();
    const mistakes: string[] = [];
    let at = 0;
    for (let turn = 0; turn < 100_000; turn++) {
      const tab = chance(2);
      const store = tabs[tab] as Store;
      const id = `q${chance(12)}`;
      const what = chance(1000);
      if (what < 700) {
        at++;
        const right = chance(20) === 0;
        store.add(store.upgraded({ kind: "answer", id, value: { question: id, right, at } }, 1));
        if (right || !best.get(id)?.right) best.set(id, { right, at });
        const key = `norms/${store.version}/answer/${id}`;
        tabs[1 - tab]?.changedElsewhere(key);
      } else if (what < 985) {
        const found = store.get("answer", id) as { question?: string; at?: number } | null;
        if (found?.at !== best.get(id)?.at || (found && found.question !== id))
          mistakes.push(`${turn}: ${id} ${JSON.stringify(found)}`);
      } else if (what < 990) {
        // A reload.
        tabs[tab] = new Store("norms", shelf, steps);
      } else if (what < 993) {
        // No room for a while: what is answered lasts in its tab, so it is answered again.
        shelf.setItem = refuse;
        store.set("note", "a", turn);
        shelf.setItem = keep;
        store.remove("note", "a");
      } else if (what < 997) {
        // Bytes of another course, of no course, and a damaged record: each is passed over.
        shelf.items.set(
          ["norms/1/answer/damaged", "other/1/answer/q1", "norms", "norms/9/answer/q1"][chance(4)] ?? "",
          "{",
        );
        if (store.get("answer", "damaged") !== null) mistakes.push(`${turn}: damaged`);
      } else if (what < 998 && steps.length < 3) {
        // A new version of the course, met by both tabs.
        steps = [...steps, step];
        for (const each of [0, 1]) tabs[each] = new Store("norms", shelf, steps);
      }
    }
    expect(mistakes).toEqual([]);
    for (const store of [...tabs, new Store("norms", shelf, steps)]) {
      const kept = store.everything().filter((one: Filed) => one.kind === "answer");
      expect(new Map(kept.map(({ id, value }) => [id, (value as { at: number }).at]))).toEqual(
        new Map([...best].map(([id, one]) => [id, one.at])),
      );
      for (const { id, value } of kept) expect((value as { question: string }).question).toBe(id);
    }
    expect(steps.length).toBe(3);
  }, 30_000);
});
