// SPDX-License-Identifier: GPL-3.0-or-later
// Reads draw.io files with maxGraph, which comes from draw.io's own graph, and prints what it found as JSON: for each file its
// pages, with vertices with their place on the page, and edges with the cells that they hold on to.
//
//   node drawio.mjs NODE_MODULES FILE…
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'here.js'));
const { JSDOM } = require('jsdom');
const dom = new JSDOM('<!DOCTYPE html><body></body>');
for (const name of ['window', 'document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'HTMLElement', 'SVGElement', 'navigator'])
  globalThis[name] = name === 'window' ? dom.window : dom.window[name];

const core = await import(pathToFileURL(require.resolve('@maxgraph/core')).href);

// A label is HTML.
const plain = html => {
  const box = dom.window.document.createElement('div');
  box.innerHTML = String(html ?? '').replace(/<br>/g, '&#10;');
  return box.textContent.replace(/\u00a0/g, ' ');
};

const read = file => {
  const xml = new dom.window.DOMParser().parseFromString(readFileSync(file, 'utf8'), 'text/xml');
  if (xml.querySelector('parsererror')) throw new Error(xml.querySelector('parsererror').textContent);

  const pages = [];
  for (const diagram of xml.querySelectorAll('mxfile > diagram')) {
    const text = new dom.window.XMLSerializer().serializeToString(diagram.querySelector('mxGraphModel'));
    const model = new core.GraphDataModel();
    new core.ModelXmlSerializer(model).import(text);
    const cells = [];
    const visit = (cell, x, y) => {
      const geometry = cell.getGeometry();
      const value = cell.getValue();
      const label = plain(value && value.getAttribute ? value.getAttribute('label') : value);
      const left = x + (cell.isVertex() && geometry ? geometry.x : 0), top = y + (cell.isVertex() && geometry ? geometry.y : 0);
      if (cell.isVertex() || cell.isEdge())
        cells.push({
          id: cell.getId(), label, kind: cell.isEdge() ? 'edge' : 'vertex', parent: cell.getParent() && cell.getParent().getId(),
          ...(cell.isEdge()
            ? { source: cell.getTerminal(true)?.getId(), target: cell.getTerminal(false)?.getId(),
                points: (geometry.points || []).map(p => [p.x, p.y]) }
            : { x: left, y: top, width: geometry.width, height: geometry.height }),
        });
      for (const child of cell.children ?? []) visit(child, left, top);
    };
    visit(model.getRoot(), 0, 0);
    pages.push({ name: diagram.getAttribute('name'), cells });
  }
  return pages;
};
console.log(JSON.stringify(files.map(read)));
