"""Figures of start-up from traces and from QGIS's answers: start_figures.py FOLDER

FOLDER holds trace1.json…, as --trace writes them, and qgis_start, a line "MILLISECONDS VERSION" for each run of the peer.
"""
import json
import pathlib
import statistics
import sys


def shown_at(run):
    """The end of the first frame that holds the map."""
    frame = next(frame for frame in run["frames"] if frame["presented"] and frame["map"])
    return frame["at_ms"] + sum(value for name, value in frame.items() if name.endswith("_ms") and name != "at_ms")


def main():
    folder = pathlib.Path(sys.argv[1])
    runs = [json.loads(path.read_text()) for path in sorted(folder.glob("trace?.json"))]
    ours = [shown_at(run) for run in runs]
    answers = folder / "qgis_start"
    theirs = [line.split() for line in answers.read_text().splitlines()] if answers.exists() else []
    peer = statistics.median(float(words[0]) for words in theirs) if theirs else None

    print("start-up, ms:", *(f"{value:.0f}" for value in ours))
    best = min(runs, key=shown_at)
    for phase in best["phases"] + [{"name": "on the screen", "at_ms": shown_at(best)}]:
        print(f"  {phase['at_ms']:8.1f}  {phase['name']}")
    if theirs:
        print(f"start-up of QGIS {theirs[0][1]}, ms:", *(words[0] for words in theirs))
    middle = statistics.median(ours)
    figures = (f"{peer:.0f}", f"{peer / middle:.1f}") if peer else ("-", "-")
    print(f"{'name':<44} {'ours':>10} {'peer':>10} {'ratio':>8}")
    print(f"{f'start-up to the picture, ms, median of {len(ours)}':<44} {middle:>10.0f} {figures[0]:>10} {figures[1]:>8}")


main()
