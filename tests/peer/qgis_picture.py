"""QGIS's picture of a layer beside ours: qgis_picture.py FILE OURS WIDTH HEIGHT VIEW HOW GROUND COLOUR…

OURS, VIEW and the colours are those of resting_picture.cpp. No borders, smooth edges, nothing simplified. A pixel is at
an edge when its 3×3 neighbourhood holds more than one colour in either picture. Ends with 1 where the mean difference at
edges is beyond 2 % in a channel, or any other pixel differs at all.

Where two areas meet, QGIS lets the ground shine through: each area is blended over what lies below it by itself, so
that a(1-a) of the ground stays, a sixth of it in the mean. HOW says what is compared with ours:
  smooth    QGIS's smooth picture as it is, for areas that touch nowhere
  seamless  QGIS's picture without smoothing, four times as wide and high, made small; the smooth one is measured too
"""
import os
import sys

import numpy
from qgis.core import (QgsApplication, QgsFillSymbol, QgsMapRendererSequentialJob, QgsMapSettings, QgsProperty,
                       QgsRectangle, QgsSingleSymbolRenderer, QgsSymbolLayer, QgsVectorLayer,
                       QgsVectorSimplifyMethod)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

MOST_AT_EDGES_PERCENT = 2
FEWEST_AT_EDGES = 5000  # pixels; with fewer nothing is proved


def filled(colours):
    symbol = QgsFillSymbol.createSimple({"outline_style": "no"})
    listed = ",".join(f"'#{colour}'" for colour in colours)
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.PropertyFillColor,
        QgsProperty.fromExpression(f"array_get(array({listed}), ($id * 31 % 97) % {len(colours)})"))
    return QgsSingleSymbolRenderer(symbol)


def layer_of(file, colours):
    layer = QgsVectorLayer(file, "layer", "ogr")
    if not layer.isValid():
        sys.exit("QGIS could not open the layer")
    layer.setRenderer(filled(colours))
    exact = QgsVectorSimplifyMethod()
    exact.setSimplifyHints(QgsVectorSimplifyMethod.NoSimplification)
    layer.setSimplifyMethod(exact)
    return layer


def drawn(layer, size, view, ground, is_smooth):
    width, height = size
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(width, height))
    settings.setExtent(QgsRectangle(*view))
    settings.setBackgroundColor(QColor(f"#{ground}"))
    settings.setFlag(QgsMapSettings.Antialiasing, is_smooth)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage().convertToFormat(QImage.Format_RGBA8888)
    pixels = numpy.frombuffer(image.constBits().asstring(image.sizeInBytes()), numpy.uint8)
    return pixels.reshape(height, width, 4)[:, :, :3].astype(int)


def drawn_seamless(layer, size, view, ground):
    width, height = size
    large = drawn(layer, (width * 4, height * 4), view, ground, False)
    return large.reshape(height, 4, width, 4, 3).mean(axis=(1, 3)).round().astype(int)


def has_edge(picture):
    """Of each pixel that has eight neighbours: whether they and it are of more than one colour."""
    height, width, _ = picture.shape
    differs = numpy.zeros((height - 2, width - 2), bool)
    for y in range(3):
        for x in range(3):
            differs |= (picture[y:y + height - 2, x:x + width - 2] != picture[1:-1, 1:-1]).any(axis=2)
    return differs


def compare(what, one, other):
    """Whether the pictures agree as well as they must; says how well they do."""
    edges = has_edge(one) | has_edge(other)
    difference = numpy.abs(one - other)[1:-1, 1:-1]
    at_edges = difference[edges].mean(axis=0) / 255 * 100 if edges.any() else numpy.zeros(3)
    elsewhere = int(difference[~edges].max())
    print(f"{what}: {edges.sum()} pixels at edges differ by {at_edges[0]:.2f} {at_edges[1]:.2f} {at_edges[2]:.2f} % "
          f"(red, green, blue), the {(~edges).sum()} others by {elsewhere} of 255 at most")
    return at_edges.max() <= MOST_AT_EDGES_PERCENT and elsewhere == 0 and edges.sum() >= FEWEST_AT_EDGES


def main():
    file, ours_file, width, height, view, how, ground, *colours = sys.argv[1:]
    size = int(width), int(height)
    view = [float(word) for word in view.split()]
    application = QgsApplication([], False)
    application.initQgis()
    layer = layer_of(file, colours)
    ours = numpy.fromfile(ours_file, numpy.uint8).reshape(size[1], size[0], 4)[:, :, :3].astype(int)
    smooth = drawn(layer, size, view, ground, True)
    agrees = compare("  ours and QGIS's smooth picture", ours, smooth)
    if how == "seamless":
        seamless = drawn_seamless(layer, size, view, ground)
        compare("  QGIS's smooth picture and its seamless one", smooth, seamless)
        agrees = compare("  ours and QGIS's seamless picture", ours, seamless)
    sys.stdout.flush()
    os._exit(0 if agrees else 1)


main()
