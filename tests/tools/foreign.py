"""What Leat writes for other programs, read by those programs: Mermaid's own parser, and maxGraph for draw.io.

   python3 foreign.py LEAT_CLI NODE_MODULES…

The first of the folders that has the packages is used; without one, or without node, everything is skipped.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from xml.sax.saxutils import quoteattr

here = os.path.dirname(os.path.abspath(__file__))
cli, folders = sys.argv[1], sys.argv[2:]
node = shutil.which('node')
packages = ('mermaid', 'jsdom', '@maxgraph/core')
modules = next((f for f in folders if all(os.path.isdir(os.path.join(f, p)) for p in packages)), None)
if node is None or modules is None:
    print('1..0 # SKIP needs node and the packages ' + ', '.join(packages) + ' of npm in ' + ' or '.join(folders))
    sys.exit(0)

NAMES = ['S3 (raw) "eu"', 'a@b/c', '50% #1', 'end', 'graph', 'x<br>y', 'a|b', '日本語 ⚡', 'n' * 500, '', 'subgraph', 'A --> B',
         '`code`', '{a}', '[b]', '#quot;', '&lt;i&gt;', "it's", 'a;b', '%% not a comment', 'back\\slash', 'مخزن', 'click', 'style x',
         'one  two', '*bold* _it_', '1. list', '- item', 'default', 'two\nlines']
TYPES = ['s3', 'lambda', 'kinesis-data-streams', 'firehose', 'glue-etl', 'dynamodb', 'nobody-knows-it', 'aurora']
KINDS = ['data', 'trigger', 'orchestrates', 'monitors', 'catalogs', 'queries', 'encrypts', 'network']


def attributes(**pairs):
    return ' '.join(f'{key}={quoteattr(str(value), {chr(10): "&#10;"})}' for key, value in pairs.items() if value is not None)


def pipeline(seed):
    """Elements of a pipeline: with seed 0 every name once, else what chance gives."""
    chance = random.Random(seed)
    n = len(NAMES) if seed == 0 else chance.randint(1, 40)
    pick = (lambda i: NAMES[i]) if seed == 0 else (lambda i: chance.choice(NAMES))
    zones, blocks, wires = [], [], []
    for i in range(len(NAMES) if seed == 0 else chance.randint(0, 8)):
        up = f'z{chance.randrange(i)}' if i > 0 and chance.random() < 0.4 else None
        zones.append(dict(id=f'z{i}', name=pick(i), type=chance.choice(['layer', 'vpc', 'subnet', 'region']),
                          x=chance.randint(-999, 999), y=chance.randint(-999, 999), width=400, height=300, zone=up))
    for i in range(n):
        zone = chance.choice(zones)['id'] if zones and chance.random() < 0.6 else None
        blocks.append(dict(id=chance.choice(['b', 'end', '0', 'x-']) + str(i), name=pick(i), type=chance.choice(TYPES),
                           x=chance.randint(-999, 999), y=chance.randint(-999, 999), zone=zone))
    for i in range(2 * n):
        wires.append(dict(id=f'w{i}', name=chance.choice(['', chance.choice(NAMES)]) or None, kind=chance.choice(KINDS),
                          bends=[(chance.randint(-99, 99), chance.randint(-99, 99)) for _ in range(chance.choice([0, 0, 3]))],
                          **{'from': chance.choice(blocks)['id'], 'to': chance.choice(blocks)['id']}))
    return zones, blocks, wires


def write(path, zones, blocks, wires):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<pipeline xmlns="urn:leat:pipeline" version="1">',
             '  <properties title="Test: &quot;#1&quot; --- &lt;b&gt;"/>']
    lines += [f'  <zone {attributes(**zone)}/>' for zone in zones]
    lines += [f'  <block {attributes(**block)}/>' for block in blocks]
    for wire in wires:
        bends = ''.join(f'<point x="{x}" y="{y}"/>' for x, y in wire['bends'])
        lines.append(f'  <wire {attributes(**{k: v for k, v in wire.items() if k != "bends"})}>{bends}</wire>')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines + ['</pipeline>', '']))


def convert(source, target):
    done = subprocess.run([cli, 'convert', source, target], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def ask(script, *files):
    done = subprocess.run([node, os.path.join(here, script), modules, *files], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def same(what, found, wanted):
    assert found == wanted, f'{what}: found {found!r}, wanted {wanted!r}'


def words(text):
    """As a label is drawn: white space beside each other is one."""
    return re.sub(r'\s+', ' ', text or '').strip()


def check_mermaid(zones, blocks, wires, found):
    assert 'error' not in found, found.get('error')
    names = {block['id']: words(block['name']) for block in blocks}
    texts = [words(node['text']) for node in found['nodes']]
    same('blocks', len(texts), len(blocks))
    by_id = {node['id']: words(node['text']) for node in found['nodes']}
    # A label is the name, and the service after it where the name does not say it.
    for name in names.values():
        assert sum(text.startswith(name) for text in texts) >= sum(other == name for other in names.values()), name
    same('wires', len(found['edges']), len(wires))
    for edge, wire in zip(found['edges'], wires):
        same('label of ' + wire['id'], words(edge['text']), words(wire['name']))
        assert by_id[edge['from']].startswith(names[wire['from']]) and by_id[edge['to']].startswith(names[wire['to']]), wire
    same('zones', sorted(words(zone['title']) for zone in found['zones']), sorted(words(zone['name']) for zone in zones))


def elements(path):
    root = xml.parse(path).getroot()
    ns = '{urn:leat:pipeline}'
    names = {e.get('id'): e.get('name', '') for e in root if e.tag in (ns + 'zone', ns + 'block')}
    inside = sorted((e.get('name', ''), names.get(e.get('zone'), None) or '') for e in root if e.tag in (ns + 'zone', ns + 'block'))
    between = [(names[e.get('from')], names[e.get('to')], e.get('name', ''), e.get('kind')) for e in root if e.tag == ns + 'wire']
    return inside, between


def check_again(source, target):
    """Read back by Leat: the same names, in the same zones, and the same wires."""
    for what, a, b in zip(('names and zones', 'wires'), elements(source), elements(target)):
        same(what, [tuple(words(x) for x in row) for row in b], [tuple(words(x) for x in row) for row in a])


def check_drawio(zones, blocks, wires, found):
    same('pages', [page['name'] for page in found], ['Test: "#1" --- <b>'])
    cells = {cell['id']: cell for cell in found[0]['cells']}
    same('cells', len(cells), len(zones) + len(blocks) + len(wires))
    for block in blocks:
        cell = cells[block['id']]
        same('name', cell['label'], block['name'])
        same('parent of ' + block['id'], cell['parent'], block['zone'] or '1')
        same('middle', (cell['x'] + cell['width'] / 2, cell['y'] + cell['height'] / 2), (block['x'] + 76, block['y'] + 30))
    for zone in zones:
        cell = cells[zone['id']]
        same('zone', (cell['label'], cell['x'], cell['y'], cell['parent']), (zone['name'], zone['x'], zone['y'], zone['zone'] or '1'))
    for wire in wires:
        cell = cells[wire['id']]
        same('ends', (cell['source'], cell['target']), (wire['from'], wire['to']))
        same('label', cell['label'], wire['name'] or '')
        same('bends', [tuple(point) for point in cell['points']], wire['bends'])


with tempfile.TemporaryDirectory() as folder:
    place = lambda name: os.path.join(folder, name)
    cases = [pipeline(seed) for seed in range(12)]
    checks = []
    for i, case in enumerate(cases):
        write(place(f'{i}.leat'), *case)
        for suffix in ('mmd', 'drawio'):
            convert(place(f'{i}.leat'), place(f'{i}.{suffix}'))
            convert(place(f'{i}.{suffix}'), place(f'{i}-{suffix}.leat'))
    parsed = ask('mermaid.mjs', *(place(f'{i}.mmd') for i in range(len(cases))))
    drawn = ask('drawio.mjs', *(place(f'{i}.drawio') for i in range(len(cases))))
    for i, case in enumerate(cases):
        checks.append((f'mermaid/{i}', lambda i=i, case=case: check_mermaid(*case, parsed[i])))
        checks.append((f'mermaid-again/{i}', lambda i=i: check_again(place(f'{i}.leat'), place(f'{i}-mmd.leat'))))
        checks.append((f'drawio-again/{i}', lambda i=i: check_again(place(f'{i}.leat'), place(f'{i}-drawio.leat'))))
        checks.append((f'drawio/{i}', lambda i=i, case=case: check_drawio(*case, drawn[i])))
    print(f'1..{len(checks)}')
    failed = 0
    for number, (name, check) in enumerate(checks, 1):
        try:
            check()
            print(f'ok {number} - {name}')
        except Exception as error:  # each check says what it found
            failed += 1
            print(f'not ok {number} - {name}')
            print('# ' + str(error)[:600].replace('\n', ' '))
sys.exit(1 if failed else 0)
