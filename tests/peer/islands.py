"""Writes a thousand winding areas that touch nowhere as GeoJSON: islands.py FILE. The same ones every time."""
import json
import math
import random
import sys

COLUMNS, ROWS, CORNERS = 40, 25, 60


def island(dice, x, y):
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    reaches = [dice.uniform(0.25, 0.48) for _ in turns]
    ring = [[round(x + reach * math.cos(turn), 7), round(y + reach * math.sin(turn), 7)]
            for turn, reach in zip(turns, reaches)]
    return {"type": "Polygon", "coordinates": [ring + ring[:1]]}


def main():
    dice = random.Random(20261124)
    places = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]
    features = [{"type": "Feature", "id": number, "properties": {"number": number}, "geometry": island(dice, *place)}
                for number, place in enumerate(places, 1)]
    with open(sys.argv[1], "w", encoding="ascii") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


main()
