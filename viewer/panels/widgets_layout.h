// Where things stand: panels, cards, columns, splitters, scrolling regions.
#pragma once
#include <memory>
#include <string_view>

#include "viewer/panels/theme.h"

namespace riskmap::ui {

struct PanelOptions {
  float padding = 16;  // logical
  bool scrolls = true;
  bool is_floating = false;       // on the map: rounded, with a shadow; else flat and square
  bool is_transparent = false;    // draws nothing behind its widgets
  Colour background{0, 0, 0, 0};  // alpha 0 = surface
};
// A fixed window at a rectangle of window pixels; part of the F6 order. Use as `if (Panel panel{"left", rect}) {…}`.
class Panel {
 public:
  Panel(std::string_view name, const Rect& rect, const PanelOptions& options = {});
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
  explicit operator bool() const { return is_seen_; }

 private:
  bool is_seen_;
};

struct CardOptions {
  float width = 0, padding = 12;
  bool has_border = true, is_pressable = false, is_chosen = false;
  Colour edge{0, 0, 0, 0};        // a 3 px stripe at the left edge
  Colour background{0, 0, 0, 0};  // alpha 0 = surface
};
// A rounded frame around what is drawn until end(); as high as its content.
class Card {
 public:
  explicit Card(std::string_view name, const CardOptions& options = {});
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  // Ends the card; true when it was pressed (is_pressable). The destructor ends it too.
  bool end();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A region of its own scrolling. Height 0 = what is left; negative = leave that much below (logical).
class Scroll {
 public:
  explicit Scroll(std::string_view name, float height = 0, float width = 0);
  ~Scroll();
  Scroll(const Scroll&) = delete;
  Scroll& operator=(const Scroll&) = delete;
};

// Widgets between construction and end stand in the given share of the line: Columns columns{2, 12}; … columns.next();
// …
class Columns {
 public:
  explicit Columns(int count, float gap = 12);
  ~Columns();
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;
  void next();
  [[nodiscard]] float width() const;  // of one column, logical

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class Axis { vertical, horizontal };  // of the line: a vertical line is dragged sideways
// The draggable line between two panels, over its middle (window pixels). `size` is logical and is changed in place;
// `direction` +1 grows when dragged right/down, -1 when left/up. Double click gives `standard` back.
struct SplitterOptions {
  float least, most, standard;
  int direction = 1;
};
bool splitter(std::string_view name, Axis axis, const Rect& line, float& size, const SplitterOptions& options);

float left_of_line();               // window pixels from the cursor to the right edge
void same_line(float gap = 8);      // logical
void align_right(float width);      // moves the cursor so that `width` window pixels end at the right edge
void centre_in_line(float height);  // lowers the cursor so that a row of `height` is centred in 32 px

}  // namespace riskmap::ui
