"""How long QGIS takes to draw a layer anew, ms, the median of five: qgis_redraw.py FILE

As its window does after every step of a pan: the whole layer, smooth edges, its usual simplification.
"""
import os
import statistics
import sys
import time

from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QSize


def redraw_ms(settings):
    began = time.monotonic()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return (time.monotonic() - began) * 1000


def main():
    application = QgsApplication([], True)
    application.initQgis()
    layer = QgsVectorLayer(sys.argv[1], "layer", "ogr")
    if not layer.isValid():
        sys.exit("QGIS could not open the layer")
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(1600, 900))
    settings.setExtent(layer.extent())
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    print(f"{statistics.median(redraw_ms(settings) for _ in range(5)):.0f}", flush=True)
    os._exit(0)


main()
