// How a map text may be set, and where it may stand: what the placement tries, best first.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "layers/core/units.h"
#include "layers/mesh/label_placement.h"

namespace riskmap {

// Top left corners of a text around a point, best first: E, NE, NW, W, SE, SW, N, S, then what lies between these.
std::array<ScreenPoint, 24> corners_around(ScreenPoint point, double radius, double gap, const Box& text);

// One text as it may be set, best first: whole in one line, broken where it has a break of its own, the same a little
// smaller, and only then with a word parted.
void add_settings(std::vector<LabelText>& texts, const LabelText& text, bool may_shrink);
// The same without parted words, which read badly beside a point.
std::vector<LabelText> settings_beside(const LabelRequest& wanted);
// The name with `value` below it, then a shorter name, then the name alone. Where names shrink each of many shapes has
// its figure, and a lone name among them would say nothing of the colour: there the figure comes second.
std::vector<LabelText> settings_inside(const LabelRequest& wanted, const std::string& value);

Box grown(Box box, double by);
// A text's box with the room around it that nothing else takes.
Box with_clearance(const Box& text, double pixel_scale);

// The text box with its top left corner as near to `corner` as whole-pixel offsets from the anchor allow.
struct LabelCandidate {
  ScreenPoint anchor, offset;
  Box box;
};
LabelCandidate candidate_at(ScreenPoint anchor, ScreenPoint corner, const LabelImage& image, double pixel_scale);

// Centres for a text in a polygon, nearest to its roomiest point first: a lattice fine enough to find narrow rooms.
std::vector<ScreenPoint> centres_around(ScreenPoint roomiest, const Box& polygon, double width, double height);

}  // namespace riskmap
