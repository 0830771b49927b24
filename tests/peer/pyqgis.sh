# Sourced: finds a Python that knows QGIS and lets it run without a display. $pyqgis is empty where there is none.
# The first python3 on the path need not be Debian's, for which the package python3-qgis is made.
pyqgis=
for candidate in python3 /usr/bin/python3; do
  [ -n "$pyqgis" ] || ! "$candidate" -c 'import qgis.core' 2>/dev/null || pyqgis=$candidate
done
export QT_QPA_PLATFORM=offscreen
