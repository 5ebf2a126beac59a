#!/bin/bash
# A made-up service in a user's own folder: it is listed, wired, priced, timed, checked, mended and drawn. Needs $LEAT_CLI.
set -eu
n=0 failed=0
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
export XDG_DATA_HOME="$d/data"
own="$XDG_DATA_HOME/leat"
mkdir -p "$own/catalogue" "$own/prices" "$own/rules"

cat >"$own/catalogue/mill-wheel.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<service xmlns="urn:leat:catalogue" id="mill-wheel" role="transform" kind="managed" glyph="lambda">
  <name>Mill wheel</name>
  <summary>Grinds what flows over it.</summary>
  <alias>water wheel</alias>
  <ports in="data" out="data"/>
  <setting name="wheels" label="Wheels" type="integer" unit="wheel" default="2" min="1" max="100"/>
  <setting name="grist_gb" label="Ground" type="number" unit="GB" derived="in_gb_per_month"/>
  <flow record_kb="in_record_kb / 2"/>
  <limit id="turns" label="Turns" unit="1/s" demand="peak_in_records_per_s" capacity="wheels * 1000"/>
  <line id="wheel-hours" label="Wheel hours" unit="wheel-hour" quantity="wheels * hours_per_month" price="mill-wheel.wheel-hour" fixed="yes"/>
  <line id="grist" label="Grist" unit="GB" quantity="grist_gb" price="mill-wheel.grist"/>
  <stage id="grind" label="Grind" kind="fixed" value="3"/>
  <complexity points="1" text="Grease"/>
  <ref url="https://example.com/mill"/>
</service>
END
cat >"$own/prices/us-east-1.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<prices xmlns="urn:leat:prices" region="us-east-1" currency="USD">
  <price key="mill-wheel.wheel-hour" unit="wheel-hour" as-of="2026-11-01" source="https://example.com/prices" confidence="high"><tier from="0" usd="0.5"/></price>
  <price key="mill-wheel.grist" unit="GB" as-of="2026-11-01" source="https://example.com/prices" confidence="high"><tier from="0" usd="0.1"/><tier from="1000" usd="0.05"/></price>
</prices>
END
cat >"$own/rules/mill.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="urn:leat:rules">
  <rule id="mill-one-wheel" severity="warning" on="mill-wheel" domain="3">
    <when>wheels == 1</when>
    <message>{name} has one wheel: it stops when that does</message>
    <why>A second wheel takes over.</why>
    <fix label="Add a Wheel"><set name="wheels" value="2"/></fix>
    <ref url="https://example.com/mill"/>
  </rule>
</rules>
END
cat >"$own/wiring.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<wiring xmlns="urn:leat:wiring">
  <wire from="app-producer" to="mill-wheel" kind="data" supported="yes" flow="forward"><mechanism>A sluice</mechanism></wire>
  <wire from="mill-wheel" to="s3" kind="data" supported="yes" flow="forward"><mechanism>A chute</mechanism></wire>
</wiring>
END
cat >"$d/p.leat" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<pipeline xmlns="urn:leat:pipeline" version="1">
  <block id="p" name="Farm" type="app-producer" x="0" y="0"><set name="records_per_s" value="100"/><set name="record_kb" value="1"/></block>
  <block id="m" name="Mill" type="mill-wheel" x="240" y="0"><set name="wheels" value="1"/></block>
  <block id="s" name="Store" type="s3" x="480" y="0"/>
  <wire id="w1" from="p" to="m" kind="data"/>
  <wire id="w2" from="m" to="s" kind="data"/>
</pipeline>
END

# expect NAME PATTERN COMMAND...: what the command prints has the pattern.
expect () {
  local name=$1 pattern=$2
  shift 2
  n=$((n + 1))
  if "$LEAT_CLI" "$@" >"$d/out" 2>"$d/err"; then :; fi
  if grep -qE -- "$pattern" "$d/out" && [ ! -s "$d/err" ]; then
    echo "ok $n /cli/own-service/$name"
  else
    failed=1
    echo "not ok $n /cli/own-service/$name"
    sed 's/^/# /' "$d/out" "$d/err" | head -40
  fi
}

expect listed '^mill-wheel +transform +Mill wheel' catalogue
expect described '"mill-wheel.wheel-hour"' catalogue mill-wheel --format json
# 2 x 730 h x $0.50; 1,000 GB x $0.10 + 500 GB x $0.05
expect priced-alone '\$855\.00' price mill-wheel grist_gb=1500
expect others-keep-their-price '\$0\.20' price lambda requests=1000000 duration_ms=0
# 1 x 730 h x $0.50
expect priced-in-a-pipeline 'Wheel hours: 730 wheel-hour +\$365\.00' cost "$d/p.leat"
expect feeds-the-next '"in_record_kb"|Store' cost "$d/p.leat"
expect timed 'Grind' latency "$d/p.leat"
expect checked 'Mill has one wheel' check "$d/p.leat"
expect wired-well '^[^x]*$' check "$d/p.leat" --format text
expect drawn '<svg' convert "$d/p.leat" - --to svg
expect named-in-the-drawing 'Mill wheel' convert "$d/p.leat" - --to svg
printf 'flowchart LR\n  a[App producer] --> b[Water wheel] --> c[S3]\n' >"$d/m.mmd"
expect recognised 'type="mill-wheel"' convert "$d/m.mmd" - --to leat

# A file with a fault is named with its line, and the rest still works.
sed 's/wheels \* hours_per_month/wheels * hourz/' "$own/catalogue/mill-wheel.xml" >"$own/catalogue/broken.xml"
n=$((n + 1))
if "$LEAT_CLI" catalogue >"$d/out" 2>"$d/err" && grep -q 'broken.xml:1[0-9]:.*hourz' "$d/err" && grep -q '^lambda' "$d/out"; then
  echo "ok $n /cli/own-service/fault-is-named"
else
  failed=1
  echo "not ok $n /cli/own-service/fault-is-named"
  sed 's/^/# /' "$d/err"
fi
echo "1..$n"
exit $failed
