// SPDX-License-Identifier: GPL-3.0-or-later
// Parses Mermaid flowcharts with Mermaid itself, and prints what it understood as JSON: for each file its nodes, edges and
// subgraphs, or the error.
//
//   node mermaid.mjs NODE_MODULES FILE…
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'here.js'));
const { JSDOM } = require('jsdom');
const dom = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = dom.window;
globalThis.document = dom.window.document;

const mermaid = (await import(pathToFileURL(require.resolve('mermaid')).href)).default;
mermaid.initialize({ startOnLoad: false, maxTextSize: 10000000, maxEdges: 100000 });
const list = map => (map instanceof Map ? [...map.values()] : Object.values(map));

// Mermaid keeps entities in a writing of its own until it draws.
const plain = text => {
  const box = dom.window.document.createElement('div');
  box.innerHTML = String(text ?? '').replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';').replace(/<br\s*\/?>/g, '&#10;');
  return box.textContent.trim();
};
const results = [];
for (const file of files) {
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, 'utf8'));
    const db = diagram.db;
    results.push({
      title: db.getDiagramTitle(),
      nodes: list(db.getVertices()).map(node => ({ id: node.id, text: plain(node.text ?? node.id) })),
      edges: db.getEdges().map(edge => ({ from: edge.start, to: edge.end, text: plain(edge.text) })),
      zones: db.getSubGraphs().map(zone => ({ id: zone.id, title: plain(zone.title), nodes: zone.nodes })),
    });
  } catch (error) {
    results.push({ error: String(error.message ?? error) });
  }
}
console.log(JSON.stringify(results));
process.exit(0);
