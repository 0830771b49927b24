#!/bin/sh
# Tables as offices have them, taken into a register: encodings, titles, totals, refused rows corrected, workbooks, undo.
set -eu
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LANG=C.UTF-8
cd "$work"
fail() { echo "$1"; cat out said 2>/dev/null; exit 1; }
# import EXPECTED-STATUS ARGUMENTS…
import() {
  wanted=$1; shift; got=0
  "$RISKMAP_BIN" import "$@" --lang en >out 2>said || got=$?
  [ "$got" -eq "$wanted" ] || fail "riskmap import $*: ended with $got, not $wanted"
}
problems() { "$RISKMAP_BIN" info district.gpkg --json | python3 -c 'import strict_json as json,sys; print(json.load(sys.stdin)["issues"])'; }
says() { grep -qF -- "$1" out said || fail "does not say: $1"; }

"$RISKMAP_BIN" new district.gpkg --from "$RISKMAP_DATA" >/dev/null
cp district.gpkg fresh.gpkg
before=$(problems)

# an office's sheet: a title, a header in two languages, totals, a date that is none, in the encoding of old Windows
python3 - <<'END'
rows = """Тәуекелдер картасы 2025 жыл;;;;;;
№;Елді мекен;Мәселенің қысқаша мазмұны;Дата поступления;Жауапты;Орындалуы;Қаржы (мың теңге)
1;Көксәйек ауылы;Ауыз су құбыры тозған;13.03.2025;;орындалуда;1 250,5
2;с. Зертас;Көшеде жарық жоқ;31.02.2025;;жаңа;
3;Қаратөбе (Кемеқалған а.о.);Мектеп шатыры ағып тұр;2025 жылғы 5 сәуір;;орындалды, шатыр толық жөнделді биыл;
Барлығы;;3;;;;"""
open("office.csv", "wb").write(rows.encode("kz1048"))
END
import 1 district.gpkg office.csv --dry-run
says "A dry run"
[ "$(problems)" -eq "$before" ] || fail "a dry run wrote something"
import 1 district.gpkg office.csv --errors refused.csv
says "row 4: Дата поступления: «31.02.2025»"
says "Added: 2, updated: 0, passed over: 1, refused: 1"
[ "$(problems)" -eq $((before + 2)) ] || fail "two problems were to come"
sed 's/31.02.2025/28.02.2025/' refused.csv >corrected.csv
import 0 district.gpkg corrected.csv
[ "$(problems)" -eq $((before + 3)) ] || fail "the corrected row was not taken"

# the same bytes are refused until they are undone, or told otherwise
import 1 district.gpkg corrected.csv
says "imported already"
import 0 district.gpkg corrected.csv --again
printf '{"op":"undo"}\n{"op":"undo"}\n' | "$RISKMAP_BIN" edit district.gpkg >out 2>said || fail "undo was refused"
[ "$(problems)" -eq $((before + 2)) ] || fail "an import is not one step of undo"
import 0 district.gpkg corrected.csv
"$RISKMAP_BIN" check district.gpkg >out 2>said || fail "the register is not sound"

# the register's own tables come back as they were: every problem is known
for format in xlsx csv geojson; do
  "$RISKMAP_BIN" export fresh.gpkg --profile internal -o own.$format >out 2>said || fail "no export"
  import 0 fresh.gpkg own.$format --dry-run --json
  python3 -c 'import strict_json as json; r=json.load(open("out")); assert r["added"]==0 and r["refused"]==0, r' || fail "own.$format is not known"
done

# a workbook whose days are numbered from 1904
python3 - <<'END'
import zipfile
sheet = lambda rows: '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + "".join(
    '<row r="%d">' % (i + 1) + "".join(
        '<c r="%s%d" s="1"><v>%d</v></c>' % ("ABC"[j], i + 1, cell) if isinstance(cell, int) else
        '<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % ("ABC"[j], i + 1, cell) for j, cell in enumerate(row)) + "</row>"
    for i, row in enumerate(rows)) + "</sheetData></worksheet>"
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package = "http://schemas.openxmlformats.org/package/2006/"
kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
with zipfile.ZipFile("mac.xlsx", "w") as book:
    book.writestr("[Content_Types].xml", '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/></Types>' % (package, kinds, kinds, kinds))
    book.writestr("_rels/.rels", '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (package, office))
    book.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><workbookPr date1904="1"/><sheets><sheet name="2021" sheetId="1" r:id="rId1"/></sheets></workbook>' % office)
    book.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/></Relationships>' % (package, office, office))
    book.writestr("xl/styles.xml", '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>')
    book.writestr("xl/worksheets/sheet1.xml", sheet([["Елді мекен", "Мәселе", "Тіркелген күні"], ["Көксәйек", "Ауыл кітапханасы жабық", 42735]]))
END
import 0 fresh.gpkg mac.xlsx
"$RISKMAP_BIN" export fresh.gpkg --profile internal --where 'text~"кітапханасы жабық"' -o found.csv 2>said
grep -q 2021-01-01 found.csv || fail "a day numbered from 1904 is not 1 January 2021"

# what a person has to say is said in a file; what is unknown in it is refused
printf '{"columns":{"Колонка":"title","Қайда":"place"},"words":{"category":{"трасса":"transport.road_access"}}}' >map.json
printf 'Қайда;Колонка;Санат\nЗертас;Опасный поворот у школы;трасса\n' >strange.csv
import 1 fresh.gpkg strange.csv
says "No column holds the problem"
import 0 fresh.gpkg strange.csv --map map.json
printf '{"columns":{"Колонка":"colour"}}' >map.json
import 1 fresh.gpkg strange.csv --map map.json
import 2 fresh.gpkg

# the template, filled in
import 0 --template template.csv
head -c 3 template.csv | od -c | grep -q '357 273 277' || fail "the template has no byte order mark"
import 0 fresh.gpkg template.csv --dry-run

# an interrupt leaves nothing half
python3 -c '
print("Елді мекен;Мәселе;Күні")
for i in range(60000): print(f"Көксәйек;Көшеде шам жоқ, үй {i};13.03.2025")' >long.csv
cp fresh.gpkg district.gpkg
before=$(problems)
"$RISKMAP_BIN" import district.gpkg long.csv --lang en >out 2>said &
sleep 1
kill -INT $! 2>/dev/null || fail "it was over before it could be stopped"
got=0; wait $! || got=$?
[ "$got" -eq 1 ] || fail "a stopped import ended with $got"
says "Cancelled"
[ "$(problems)" -eq "$before" ] || fail "a stopped import left something"
[ ! -s district.gpkg-journal ] || fail "a journal was left"
echo "imports: all as they should be"
