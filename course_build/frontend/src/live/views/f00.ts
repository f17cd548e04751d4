// Figure f00, live: histograms of one kind of activations before and after one technique.

import { density, type Histogram, type Histograms, histograms } from "../../charts/histograms";
import { fixed } from "../../charts/numbers";
import { chosenName, type Results, series } from "../data";
import type { Given, Shown } from "./view";

const ROOM = 0.03;

export function view({ live, chosen, run, isPublished }: Given): Shown {
  const { technique = "", distribution = "" } = chosen;
  const row = chosenName(live, "distribution", distribution);
  const column = chosenName(live, "technique", technique);
  const sides = (from: Results): [Histogram, Histogram] => [
    histogram(from, `${row}, before`, "before", "none"),
    histogram(from, `${row}, ${column}`, `after ${column}`, technique),
  ];
  const here = sides(run);
  const published = sides(live.published);
  const all = isPublished ? here : [...here, ...published];
  const low = Math.min(...all.map((one) => one.low));
  const high = Math.max(...all.map((one) => one.high));
  const room = ROOM * (high - low);
  const axes: Omit<Histograms, "series"> = {
    x: "value of an activation",
    domain: [low - room, high + room],
    top: 1.06 * Math.max(...all.map(density)),
  };
  const images = chosenName(live, "images", chosen.images);
  const title = `${row} before and after ${column}`;
  const charts = [
    { title: `${title}, run here with ${images} images`, picture: histograms({ ...axes, series: here }) },
  ];
  if (!isPublished) {
    const usual = live.controls.find((one) => one.key === "images")?.first ?? "";
    charts.push({
      title: `${title}, published with ${usual} images`,
      picture: histograms({ ...axes, series: published }),
    });
  }
  const told = (name: string): string => {
    const scalar = (statistic: string) =>
      fixed(run.scalars[`${distribution}_${statistic}_${name}`] ?? Number.NaN, 2);
    return `mean ${scalar("mean")}, standard deviation ${scalar("std")}, skewness ${scalar("skewness")}`;
  };
  return { text: `Before: ${told("none")}. After ${column}: ${told(technique)}.`, charts };
}

function histogram(from: Results, name: string, label: string, color: string): Histogram {
  const found = series(from, `${name}, statistics`);
  const statistic = (key: string): number => found.y[found.x.indexOf(key)] ?? Number.NaN;
  const shares = series(from, name).y.map((share) => share ?? 0);
  return {
    name: label,
    color,
    low: statistic("min"),
    high: statistic("max"),
    shares,
  };
}
