"use strict";
// The timeline of one or two runs on a canvas. Zoomed in, every slice is drawn; zoomed out, where many slices share a pixel, each column
// shows the share of each state, from sums that were made once: nothing is dropped, and drawing takes time by pixels, not by slices.

const data = JSON.parse(document.getElementById("data").textContent);
const states = data.states;
const ATTACHED = 0;
const BUCKETS = 1 << 14; // of the sums, over the longest run
const ROW = 26, GAP = 5, HEAD = 24, AXIS = 26, RIGHT = 8;

const canvas = document.getElementById("chart");
const tip = document.getElementById("tip");
const wall = Math.max(1, ...data.runs.map((run) => run.wall));
let view = { from: 0, to: wall };
let labels = 120;
let rows = [];

// ----- figures -----

const units = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]];

function span(nanos) {
  const [unit, name] = units.find(([unit]) => nanos >= 0.9995 * unit) || [1, "ns"];
  const value = nanos / unit;
  return `${value >= 99.95 || unit === 1 ? value.toFixed(0) : value.toPrecision(3)} ${name}`;
}

// Slices have no gaps: lengths say where they begin. `sums` holds, for each state, the time spent in it before each bucket.
function prepare(lane) {
  const count = lane.lengths.length;
  lane.starts = new Float64Array(count + 1);
  lane.starts[0] = lane.from;
  for (let i = 0; i < count; i++) lane.starts[i + 1] = lane.starts[i] + lane.lengths[i];
  lane.to = lane.starts[count];
  lane.sums = states.map(() => new Float64Array(BUCKETS + 1));
  const width = wall / BUCKETS;
  for (let i = 0; i < count; i++) {
    const sums = lane.sums[lane.states[i]];
    let at = lane.starts[i];
    const end = lane.starts[i + 1];
    while (at < end) {
      const bucket = Math.min(BUCKETS - 1, Math.floor(at / width));
      const next = Math.min(end, bucket === BUCKETS - 1 ? end : (bucket + 1) * width);
      sums[bucket + 1] += Math.max(next - at, 0);
      at = next > at ? next : end;
    }
  }
  for (const sums of lane.sums) for (let b = 0; b < BUCKETS; b++) sums[b + 1] += sums[b];
}

// The slice at a time, or the first one after it.
function find(lane, time) {
  let low = 0, high = lane.lengths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lane.starts[middle + 1] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function before(sums, time) {
  const place = Math.min(BUCKETS, Math.max(0, time / wall * BUCKETS));
  const bucket = Math.min(BUCKETS - 1, Math.floor(place));
  return sums[bucket] + (sums[bucket + 1] - sums[bucket]) * (place - bucket);
}

// ----- drawing -----

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// States differ by pattern as well as by colour.
function pattern(context, x, y, width, height, state) {
  context.fillStyle = states[state].colour;
  context.fillRect(x, y, width, height);
  const kind = states[state].pattern;
  if (kind === "plain" || width < 6) return;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = "rgb(0 0 0 / 35%)";
  context.lineWidth = 1;
  context.beginPath();
  const step = 7, first = Math.floor(x / step) * step;
  for (let at = first - height; at < x + width + height; at += step) {
    if (kind === "rising") { context.moveTo(at, y + height); context.lineTo(at + height, y); }
    if (kind === "falling") { context.moveTo(at, y); context.lineTo(at + height, y + height); }
    if (kind === "bars") { context.moveTo(at, y); context.lineTo(at, y + height); }
    if (kind === "cross") {
      context.moveTo(at, y + height); context.lineTo(at + height, y);
      context.moveTo(at, y); context.lineTo(at + height, y + height);
    }
  }
  if (kind === "dots") for (let at = first; at < x + width; at += step) context.rect(at, y + height / 2, 1.5, 1.5);
  context.stroke();
  context.restore();
}

function draw() {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = rows.reduce((sum, row) => sum + row.height, AXIS) + 6;
  canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.font = "13px system-ui, sans-serif";
  context.textBaseline = "middle";
  const text = colour("--text"), soft = colour("--soft"), line = colour("--line");
  const named = rows.filter((row) => row.lane);
  labels = Math.min(width / 3, 24 + Math.max(...named.map((row) => context.measureText(row.label).width)));
  const plot = width - labels - RIGHT;
  const scale = plot / (view.to - view.from);
  axis(context, plot, height, soft, line);
  let y = AXIS;
  for (const row of rows) {
    row.y = y;
    context.fillStyle = row.lane ? text : soft;
    context.font = row.lane ? "13px system-ui, sans-serif" : "600 13px system-ui, sans-serif";
    context.fillText(row.lane ? clip(context, row.label, labels - 16) : row.label, row.lane ? 14 : 8, y + row.height / 2);
    if (row.lane) {
      context.save();
      context.beginPath();
      context.rect(labels, y, plot, row.height);
      context.clip();
      if (row.holders) holders(context, row, y, plot, scale);
      else lane(context, row.lane, y + GAP / 2, ROW - GAP, plot, scale);
      context.restore();
    }
    y += row.height;
  }
}

function clip(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  while (text && context.measureText(`${text}…`).width > width) text = text.slice(0, -1);
  return `${text}…`;
}

function axis(context, plot, height, soft, line) {
  const most = Math.max(2, plot / 110);
  let step = 1;
  for (let power = 1; (view.to - view.from) / step > most; power *= 10)
    for (const digit of [1, 2, 5]) if ((view.to - view.from) / step > most) step = digit * power;
  const [unit, name] = units.find(([unit]) => view.to >= unit) || [1, "ns"];
  const digits = Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9));
  context.fillStyle = soft;
  context.strokeStyle = line;
  context.beginPath();
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    const x = Math.round(labels + (at - view.from) / (view.to - view.from) * plot) + 0.5;
    context.moveTo(x, AXIS - 6);
    context.lineTo(x, height);
    const text = `${(at / unit).toFixed(digits)} ${name}`;
    // The last one must not be cut off.
    if (x + 3 + context.measureText(text).width <= labels + plot) context.fillText(text, x + 3, AXIS / 2 - 2);
  }
  context.stroke();
}

function lane(context, lane, y, height, plot, scale) {
  const first = find(lane, view.from), last = find(lane, view.to);
  if (last - first <= 3 * plot || (view.to - view.from) / plot < wall / BUCKETS) {
    slices(context, lane, first, y, height, scale);
    return;
  }
  const begin = Math.max(0, Math.floor((lane.from - view.from) * scale));
  const end = Math.min(plot, Math.ceil((lane.to - view.from) * scale));
  for (let x = begin; x < end; x++) {
    const from = view.from + x / scale, to = from + 1 / scale;
    const shares = lane.sums.map((sums) => before(sums, to) - before(sums, from));
    const sum = shares.reduce((a, b) => a + b, 0);
    if (!(sum > 0)) continue;
    let bottom = y + height;
    shares.forEach((share, state) => {
      const part = share / sum * height;
      context.fillStyle = states[state].colour;
      context.fillRect(labels + x, bottom - part, 1, part);
      bottom -= part;
    });
  }
}

// Slices that share a pixel are drawn as the one that takes most of it.
function slices(context, lane, first, y, height, scale) {
  let pixel = -1, longest = 0;
  for (let i = first; i < lane.lengths.length && lane.starts[i] < view.to; i++) {
    const from = Math.max(0, (lane.starts[i] - view.from) * scale);
    const to = (Math.min(lane.starts[i + 1], view.to) - view.from) * scale;
    if (to - from >= 1) {
      pattern(context, labels + from, y, to - from, height, lane.states[i]);
    } else if (Math.floor(from) !== pixel || to - from > longest) {
      pixel = Math.floor(from);
      longest = to - from;
      context.fillStyle = states[lane.states[i]].colour;
      context.fillRect(labels + pixel, y, 1, height);
    }
  }
}

// Who has the GIL: the lane of each holder has a shade of its own.
function holders(context, row, y, plot, scale) {
  row.run.lanes.forEach((lane, number) => {
    context.fillStyle = `hsl(${number * 137.5 % 360} 45% 55%)`;
    let drawn = -1;
    for (let i = find(lane, view.from); i < lane.lengths.length && lane.starts[i] < view.to; i++) {
      if (lane.states[i] !== ATTACHED) continue;
      const from = (lane.starts[i] - view.from) * scale, to = (lane.starts[i + 1] - view.from) * scale;
      if (to - from < 0.3 && Math.floor(from) === drawn) continue;
      drawn = Math.floor(from);
      context.fillRect(labels + from, y + GAP / 2, Math.max(to - from, 0.5), ROW - GAP);
      if (to - Math.max(from, 0) > context.measureText(lane.name).width + 8) {
        context.fillStyle = "#111";
        context.fillText(lane.name, labels + Math.max(from, 0) + 4, y + ROW / 2);
        context.fillStyle = `hsl(${number * 137.5 % 360} 45% 55%)`;
      }
    }
  });
}

// ----- moving about -----

function show(from, to) {
  const least = 100, length = Math.min(Math.max(to - from, least), wall);
  const begin = Math.min(Math.max(from + (to - from - length) / 2, 0), wall - length);
  view = { from: begin, to: begin + length };
  draw();
}

function zoom(factor, at = (view.from + view.to) / 2) {
  show(at - (at - view.from) * factor, at + (view.to - at) * factor);
}

function move(share) {
  const by = (view.to - view.from) * share;
  const from = Math.min(Math.max(view.from + by, 0), wall - (view.to - view.from));
  show(from, from + view.to - view.from);
}

function timeAt(x) {
  return view.from + (x - labels) / (canvas.clientWidth - labels - RIGHT) * (view.to - view.from);
}

const keys = {
  "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2),
  0: () => show(0, wall), d: () => show(...data.densest), t: () => theme(),
};

function theme() {
  document.documentElement.classList.toggle("dark");
  draw();
}

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) move(event.deltaX / canvas.clientWidth);
  else zoom(Math.exp(event.deltaY * 0.002), timeAt(event.offsetX));
}, { passive: false });

let grabbed = null;
canvas.addEventListener("pointerdown", (event) => {
  grabbed = { x: event.offsetX, ...view };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointerup", () => { grabbed = null; });
canvas.addEventListener("pointermove", (event) => {
  if (grabbed) {
    const length = grabbed.to - grabbed.from;
    const by = (grabbed.x - event.offsetX) / (canvas.clientWidth - labels - RIGHT) * length;
    const from = Math.min(Math.max(grabbed.from + by, 0), wall - length);
    show(from, from + length);
  }
  hover(event);
});
canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
window.addEventListener("resize", draw);

// ----- what a slice is -----

function hover(event) {
  const row = rows.find((row) => event.offsetY >= row.y && event.offsetY < row.y + row.height);
  const time = timeAt(event.offsetX);
  const lane = row && row.lane && !row.holders ? row.lane : row && row.holders && holderAt(row.run, time);
  const at = lane ? find(lane, time) : -1;
  if (!lane || time < lane.from || at >= lane.lengths.length) {
    tip.hidden = true;
    return;
  }
  tip.replaceChildren(...describe(row.run, lane, at));
  tip.hidden = false;
  const x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
  const y = event.clientY + 18 + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 12 : event.clientY + 18;
  tip.style.left = `${Math.max(8, x)}px`;
  tip.style.top = `${y}px`;
}

function holderAt(run, time) {
  return run.lanes.find((lane) => {
    const at = find(lane, time);
    return at < lane.lengths.length && time >= lane.from && lane.states[at] === ATTACHED;
  });
}

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function describe(run, lane, i) {
  const state = lane.states[i], reason = data.reasons[lane.reasons[i]], place = run.places[lane.places[i]];
  const lines = [element("b", `${lane.name}: ${states[state].name} for ${span(lane.lengths[i])}`)];
  const say = (text) => lines.push(element("div", text));
  say(`from ${span(lane.starts[i])} to ${span(lane.starts[i + 1])}`);
  const at = place ? ` at ${place.name}` : "";
  if (state === ATTACHED) {
    say(reason === "exit" ? "then it ended, or went on otherwise" : `then left: ${reason}${at}`);
    const asked = lane.asked[i];
    if (asked >= 0) say(`asked to drop the GIL after ${span(asked)}, dropped it ${span(lane.lengths[i] - asked)} later`);
  } else if (states[state].waits) {
    if (place) say(`wanted it${at}`);
    const holder = lane.holders[i];
    if (holder >= 0) {
      const dropped = run.places[lane.dropped[i]];
      say(`${run.lanes[holder].name} had it before, and dropped it${dropped ? ` at ${dropped.name}` : ""} (${reason})`);
    }
  } else {
    say(`${reason}${at}`);
  }
  if (place && place.text) lines.push(element("div", place.text, "code"));
  return lines;
}

// ----- the page around it -----

function table(head, body, caption) {
  const made = element("table");
  if (caption) made.append(element("caption", caption));
  const top = element("tr");
  head.forEach((cell) => top.append(element("th", cell, cell === "source" ? "code" : undefined)));
  made.append(top);
  for (const cells of body) {
    const row = element("tr");
    cells.forEach((cell) => {
      const one = typeof cell === "object" ? cell : { text: cell };
      const made = element("td", one.text, one.kind);
      if (one.heat !== undefined) made.style.setProperty("--heat", one.heat);
      row.append(made);
    });
    made.append(row);
  }
  const scroll = element("div", undefined, "scroll");
  scroll.append(made);
  return scroll;
}

function tables() {
  const place = document.getElementById("tables");
  for (const run of data.runs) {
    place.append(element("h2", `${run.name}: where every thread's time went`));
    place.append(table(run.statistics.head, run.statistics.rows, run.statistics.caption));
    if (run.overshoot) place.append(table(run.overshoot.head, run.overshoot.rows, run.overshoot.caption));
    run.sentences.forEach((sentence) => place.append(element("p", sentence)));
    if (run.samples.total) {
      place.append(element("h2", `${run.name}: lines that ran`));
      place.append(table(["line", "of the samples", "samples", "source"],
        run.samples.lines.map((line) => [line.place, `${line.share} %`, line.count, { text: line.text, kind: "code" }]),
        `Sampled, not measured: each millisecond, running threads noted their line at the next safepoint; ${run.samples.total} samples.`));
    }
    if (!run.waits) continue;
    place.append(element("h2", `${run.name}: who waited while whom had the GIL`));
    const most = Math.max(1, ...run.waits.rows.flatMap((row) => row.nanos));
    const cells = (row) => row.nanos.map((nanos) => nanos ? { text: span(nanos), kind: "heat", heat: nanos / most } : "");
    place.append(table(["waited \\ had it", ...run.waits.head], run.waits.rows.map((row) => [row.name, ...cells(row)])));
    place.append(element("h2", `${run.name}: GIL wait by line`));
    place.append(table(["line", "GIL wait", "times", "longest", "source"],
      run.waits.lines.map((line) => [line.place, span(line.nanos), line.count, span(line.longest), { text: line.text, kind: "code" }]),
      "Where threads were when they wanted the GIL; exact, not sampled."));
  }
}

function legend() {
  const seen = new Set(data.runs.flatMap((run) => run.lanes.flatMap((lane) => Array.from(new Set(lane.states)))));
  const place = document.getElementById("legend");
  states.forEach((state, number) => {
    if (!seen.has(number)) return;
    const item = element("span", undefined), box = element("canvas");
    box.width = 44;
    box.height = 28;
    const context = box.getContext("2d");
    context.scale(2, 2);
    pattern(context, 0, 0, 22, 14, number);
    item.append(box, state.name);
    place.append(item);
  });
}

function start() {
  document.title = `${data.title} - gilscope`;
  document.getElementById("title").textContent = data.title;
  document.getElementById("setup").textContent = data.setup;
  document.getElementById("verdict").textContent = data.verdict;
  if (window.matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark");
  for (const run of data.runs) {
    run.lanes.forEach(prepare);
    rows.push({ label: `${run.name}, ${span(run.wall)}`, height: HEAD });
    run.lanes.filter((lane) => !lane.folded).forEach((lane) => rows.push({ label: lane.name, lane, run, height: ROW }));
    if (run.gil) rows.push({ label: "has the GIL", lane: {}, holders: true, run, height: ROW });
  }
  for (const [id, key] of [["in", "+"], ["out", "-"], ["all", "0"], ["dense", "d"], ["theme", "t"]])
    document.getElementById(id).addEventListener("click", keys[key]);
  legend();
  tables();
  draw();
}

start();
