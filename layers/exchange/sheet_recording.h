// A drawing that is kept, to be drawn again part by part: what a picture too large for one canvas is made from.
#pragma once
#include <functional>
#include <vector>

#include "layers/exchange/sheet_canvas.h"

namespace riskmap {

class SheetRecording final : public SheetCanvas {
 public:
  explicit SheetRecording(const TextShaper& shaper) : shaper_{shaper} {}
  void fill(std::span<const Ring> rings, Colour colour) override;
  void stroke(std::span<const Polyline> lines, const Pen& pen) override;
  void fill_circle(ScreenPoint centre, double radius, Colour colour) override;
  void stroke_circle(ScreenPoint centre, double radius, const Pen& pen) override;
  void text(ScreenPoint baseline, TextAlign align, std::string_view text, const TextFont& font,
            const TextInk& ink) override;
  void begin_clip(const Box& box) override;
  void end_clip() override;

  [[nodiscard]] bool is_empty() const { return steps_.empty(); }
  // All that shows in `part`: there every pixel is what the whole drawing would make of it.
  void draw(SheetCanvas& canvas, const Box& part) const;

 private:
  struct Step {
    Box room;  // it touches nothing outside
    std::function<void(SheetCanvas&, const Box& part)> draw;
  };
  const TextShaper& shaper_;
  std::vector<Step> steps_;
};

}  // namespace riskmap
