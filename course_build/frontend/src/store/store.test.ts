import { describe, expect, it, vi } from "vitest";
import { type Shelf, Store } from "./store";

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
