"""How long QGIS takes from nothing to a picture of the register: qgis_start.py REGISTER [WIDTH HEIGHT]

Our peer at start-up, without its window and panels, which only makes it faster: the application, a project with the
areas, settlements and problems, one canvas drawn to the end. Prints the milliseconds since this process began.
"""
import os
import sys
import time

from qgis.core import (Qgis, QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize


def ms_since_process_began():
    with open("/proc/self/stat", encoding="ascii") as stat:
        began = int(stat.read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000


def main():
    register, *size = sys.argv[1:]
    application = QgsApplication([], True)
    application.initQgis()
    project = QgsProject.instance()
    for name in ("issue|geometrytype=Point", "settlement", "area"):
        project.addMapLayer(QgsVectorLayer(f"{register}|layername={name}", name, "ogr"))
    layers = list(project.mapLayers().values())
    if not all(layer.isValid() for layer in layers):
        sys.exit("QGIS could not open the register")
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(*map(int, size)) if size else QSize(1440, 900))
    settings.setExtent(next(layer for layer in layers if layer.name() == "area").extent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    if job.renderedImage().isNull():
        sys.exit("QGIS drew nothing")
    print(f"{ms_since_process_began():.0f} {Qgis.QGIS_VERSION}", flush=True)
    os._exit(0)


main()
