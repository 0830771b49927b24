"""What QGIS does with a register, without a display: qgis_register.py look|edit|refuse|leave REGISTER

look    every registered layer is valid and shows the rows, shapes, CRS and Kazakh names that are in the file
edit    sets an attribute, moves a point, adds a problem and deletes one, each committed; prints their uuids
refuse  tries what the register forbids; QGIS must be told, and nothing may change
leave   commits an edit and dies with the file open, so that it stays in WAL
"""
import csv
import os
import sqlite3
import sys

from qgis.core import (NULL, QgsApplication, QgsDataProvider, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsPointXY,
                       QgsVectorLayer, QgsVectorLayerUtils)

SHAPES = {"area": {"MultiPolygon"}, "settlement": {"Point"}, "sub_area": set(), "issue": {"Point", "LineString"},
          "v_problems_kk": {"Point", "LineString"}, "v_problems_ru": {"Point", "LineString"},
          "v_problems_en": {"Point", "LineString"}, "v_settlements": {"Point"}}


def expect(truth, sentence):
    if not truth:
        sys.exit(f"QGIS: {sentence}")


def layer_of(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    expect(layer.isValid(), f"{name} is no valid layer")
    return layer


def rows_in_file(path):
    """Rows of each registered table, told by SQLite; QGIS does not offer its own styles as a layer."""
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    tables = [name for name, in file.execute("SELECT table_name FROM gpkg_contents") if name != "layer_styles"]
    return {name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def shapes_of(path):
    """Kinds of shapes that QGIS offers for each table in its dialog, with their numbers."""
    shapes, register = {}, QgsVectorLayer(path, "register", "ogr")
    for line in register.dataProvider().subLayers():
        _, name, count, shape, *_ = line.split(QgsDataProvider.sublayerSeparator())
        shapes.setdefault(name, {})[shape] = int(count)
    return shapes


def look_at_names(path, places):
    names = {feature["kato"]: feature["name_kk"] for feature in layer_of(path, "settlement").getFeatures()}
    with open(places, encoding="utf-8", newline="") as file:
        written = {row["kato"]: row["name_kk"] for row in csv.DictReader(file)}
    expect(names == written, "the Kazakh names of the settlements are not those of the sample")
    titles = [feature["title"] for feature in layer_of(path, "issue").getFeatures()]
    expect(any(letter in title for title in titles for letter in "әғқңөұүһі"), "no title has a Kazakh letter")


def look_at_labels(path):
    for language, word in (("kk", "Тіркелді"), ("ru", "Зарегистрирована"), ("en", "Registered")):
        layer = layer_of(path, f"v_problems_{language}")
        labels = {feature["status"] for feature in layer.getFeatures()}
        expect(word in labels, f"v_problems_{language} has the states {sorted(labels)}")
        late = [feature["days_late"] for feature in layer.getFeatures() if feature["days_late"] not in (None, NULL)]
        expect(late and min(late) > 0, "nothing is late, or by no day")
    open_problems = sum(feature["problems_open"] for feature in layer_of(path, "v_settlements").getFeatures())
    expect(open_problems > 0, "no settlement has an open problem")


def look_at_styles(path):
    for name, kind in (("v_problems_kk", "categorizedSymbol"), ("area", "singleSymbol"), ("settlement", "singleSymbol")):
        layer = layer_of(path, name)
        layer.loadDefaultStyle()
        expect(layer.renderer().type() == kind, f"{name} is drawn as {layer.renderer().type()}")
    layer = layer_of(path, "v_problems_kk")
    layer.loadDefaultStyle()
    colours = {category.value(): category.symbol().color().name() for category in layer.renderer().categories()}
    expect(colours.get("critical") == "#b3142e", f"the levels have the colours {colours}")


def look(path):
    rows, shapes = rows_in_file(path), shapes_of(path)
    expect(shapes.keys() == rows.keys(), f"it offers other tables: {sorted(shapes.keys() ^ rows.keys())}")
    for name, count in rows.items():
        layer = layer_of(path, name)
        expect(layer.featureCount() == count, f"{name}: {layer.featureCount()} rows instead of {count}")
        expect(sum(1 for _ in layer.getFeatures()) == count, f"{name}: the rows it reads are not those it counts")
        if name not in SHAPES:
            expect(not layer.isSpatial(), f"{name} is spatial")
            continue
        kinds = set(shapes[name]) - {"Unknown"}
        # QGIS takes an empty table of any kind of shape for one without shapes, until the person says which kind.
        shown = layer if kinds else layer_of(path, f"{name}|geometrytype=Point")
        expect(shown.crs().authid() == "EPSG:4326", f"{name} is in {shown.crs().authid()}")
        expect(kinds == SHAPES[name], f"{name} has shapes {kinds}")
        for feature in layer.getFeatures():
            expect(feature.geometry().isNull() or feature.geometry().isGeosValid(), f"{name} {feature.id()} is invalid")
    look_at_names(path, os.path.join(os.environ["RISKMAP_DATA"], "settlements.csv"))
    look_at_labels(path)
    look_at_styles(path)
    print(f"{len(rows)} layers, {sum(rows.values())} rows")


def committed(layer, change):
    expect(layer.startEditing(), f"{layer.name()} cannot be edited")
    expect(change(), f"{layer.name()}: the change was not taken")
    expect(layer.commitChanges(), "; ".join(layer.commitErrors()))


def set_field(layer, feature, field, value):
    committed(layer, lambda: layer.changeAttributeValue(feature.id(), layer.fields().indexOf(field), value))


def new_issue(layer, like):
    """A problem as a person enters it in QGIS: identity, version and number are left empty."""
    values = {"settlement": like["settlement"], "category": like["category"], "title": "QGIS арқылы қосылған мәселе",
              "severity": 3, "registered_on": "2026-03-15"}
    columns = layer.fields()
    at = QgsGeometry.fromPointXY(QgsPointXY(69.9, 42.2))
    feature = QgsVectorLayerUtils.createFeature(layer, at, {columns.indexOf(name): value for name, value in values.items()})
    for name in ("uuid", "version", "reg_no"):
        feature[name] = NULL
    return feature


def edit(path):
    issues = layer_of(path, "issue")
    first = QgsFeatureRequest().setFilterExpression('"status" = \'registered\' AND $geometry IS NOT NULL AND "settlement" IS NOT NULL')
    changed, moved, removed = [feature for feature in issues.getFeatures(first)][:3]
    set_field(issues, changed, "address", "Абай көшесі, 1")
    point = moved.geometry().asPoint()
    committed(issues, lambda: issues.changeGeometry(moved.id(), QgsGeometry.fromPointXY(QgsPointXY(point.x() + 0.25, point.y() + 0.125))))
    added = new_issue(issues, changed)
    committed(issues, lambda: issues.addFeature(added))
    committed(issues, lambda: issues.deleteFeature(removed.id()))
    print(changed["uuid"], moved["uuid"], removed["uuid"], f"{point.x() + 0.25:.7f}", f"{point.y() + 0.125:.7f}")


def refuse(path):
    issues = layer_of(path, "issue")
    feature = next(issues.getFeatures(QgsFeatureRequest().setFilterExpression("\"status\" = 'registered'")))
    for field, value, code in (("severity", 9, "err.range"), ("status", "closed", "err.transition"),
                               ("channel", "PIGEON", "err.code_unknown"), ("registered_on", "2026-02-31", "err.date_format")):
        issues.startEditing()
        issues.changeAttributeValue(feature.id(), issues.fields().indexOf(field), value)
        expect(not issues.commitChanges(), f"{field} = {value} was committed")
        expect(code in " ".join(issues.commitErrors()), f"{field} = {value}: the person reads {issues.commitErrors()}")
        issues.rollBack()


def leave(path):
    issues = layer_of(path, "issue")
    feature = next(issues.getFeatures(QgsFeatureRequest().setFilterExpression("\"status\" = 'confirmed'")))
    settlements = layer_of(path, "settlement")
    settlements.startEditing()  # a second open pencil keeps the file in WAL
    set_field(issues, feature, "address", "WAL көшесі, 2")
    print(feature["uuid"], flush=True)
    os._exit(0)


def main():
    action, path = sys.argv[1:3]
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    {"look": look, "edit": edit, "refuse": refuse, "leave": leave}[action](path)
    application.exitQgis()


main()
