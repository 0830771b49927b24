"""Steps of a restless hand for --script, the same for the same seed: soak_steps.py COUNT SEED

Pan, zoom, filter, modes, themes, languages, panels, in no order that means anything. What is not there at the moment is
passed over by the program with a message.
"""
import random
import sys

PANS = [f"drag map {target}" for target in ("map.zoom_in", "map.fit", "map.distance", "legend.title", "map.mode.areas",
                                            "map.mode.ways_to_solve", "map.level.rural_district")]
ZOOMS = [f"scroll map {notches}" for notches in (-4, -2, -1, 1, 2, 4)] + ["key Ctrl+0", "double map"]
FILTERS = ["click filter.overdue", "click filter.no_plan", "click legend.row.0", "click legend.row.2"]
MODES = [f"click map.mode.{mode}" for mode in ("areas", "tiles", "symbols", "ways_to_solve")]
MODES += [f"click map.level.{level}" for level in ("settlement", "rural_district")]
LOOKS = ["click top.theme"] + [f"click top.language.{language}" for language in ("kk", "ru", "en")]
LOOKS += [f"click layers.{layer}.eye" for layer in ("labels", "graticule", "settlements", "issue_points", "district")]
PANELS = [f"key Ctrl+{key}" for key in ("1", "2", "3", "4", "T", "I", "L", "D")] + ["key Escape", "click map"]
WAITS = ["wait 30", "wait 300", "wait idle"]
KINDS = [(PANS, 6), (ZOOMS, 6), (FILTERS, 2), (MODES, 2), (LOOKS, 2), (PANELS, 2), (WAITS, 2)]


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(seed)
    for _ in range(count):
        kind, = dice.choices([steps for steps, _ in KINDS], [weight for _, weight in KINDS])
        print(dice.choice(kind))
    print("wait idle")


main()
