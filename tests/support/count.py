"""Counts the cases of a meson test run: prints "N passed, N failed" (", N skipped" if any)."""
import json
import re
import sys

passed = failed = skipped = 0
for line in open(sys.argv[1], encoding='utf-8'):
    test = json.loads(line)
    cases = re.findall(r'^(not ok|ok) \d+(?: - [^#\n]*)?(# SKIP|# skip)?', test.get('stdout', ''), re.M)
    bad = sum(1 for result, skip in cases if result == 'not ok' and not skip)
    skip = sum(1 for result, skip in cases if skip)
    good = len(cases) - bad - skip
    result = test['result']
    if not cases:
        good, skip = (1, 0) if result in ('OK', 'EXPECTEDFAIL') else (0, 1 if result == 'SKIP' else 0)
    if result not in ('OK', 'EXPECTEDFAIL', 'SKIP') and bad == 0:
        bad = 1
        print('failed:', test['name'], result)
    passed, failed, skipped = passed + good, failed + bad, skipped + skip

print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(1 if failed or not passed else 0)
