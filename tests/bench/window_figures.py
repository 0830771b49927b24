"""How long frames take while a hand moves the map: window_figures.py NAME TRACE [QGIS_MS]

TRACE is what --trace wrote while window.sh drove the window. Counted are the frames in which the map was drawn, from the
first after a press of the pointer on; a frame is all that is done for it, the interface included.
"""
import json
import pathlib
import sys


def total(frame):
    return sum(value for name, value in frame.items() if name.endswith("_ms") and name != "at_ms")


def quantile(values, share):
    return sorted(values)[int(share * (len(values) - 1))]


def main():
    name, trace, *peer = sys.argv[1:]
    frames = json.loads(pathlib.Path(trace).read_text())["frames"]
    first = next(index for index, frame in enumerate(frames) if frame["input"] > 0)
    moving = [frame for frame in frames[first:] if frame["map"]]
    times = [total(frame) for frame in moving]
    middle, slow = quantile(times, 0.5), quantile(times, 0.95)
    theirs = f"{float(peer[0]):10.0f} {float(peer[0]) / slow:8.1f}" if peer else f"{'-':>10} {'-':>8}"
    print(f"{f'{name}: pan and zoom in the window, p95 ms':<50} {slow:>10.1f} {theirs}")
    parts = {part: quantile([frame[part] for frame in moving], 0.95)
             for part in ("ui_ms", "ui_paint_ms", "map_ms", "compose_ms", "present_ms")}
    print(f"  {len(times)} frames, half within {middle:.1f} ms, the longest {max(times):.1f} ms; 95 of 100 within:",
          ", ".join(f"{part.removesuffix('_ms')} {value:.1f}" for part, value in parts.items()))


main()
