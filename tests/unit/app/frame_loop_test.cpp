// The heartbeat without a window: what is drawn, what is left out, when it sleeps.
#include "viewer/app/frame_loop.h"
#include "layers/text/translate.h"

#include <doctest/doctest.h>

#include "tests/without_graphics.h"
#include "viewer/app/headless_surface.h"
#include "viewer/app/script_runner.h"
#include "viewer/panels/widgets.h"

namespace riskmap {
namespace {

constexpr ImageSize window{400, 300};
constexpr std::uint32_t red = 0xFF0000FF, green = 0xFF00FF00;  // bytes R, G, B, A

// A left panel with a button, a map with a floating card, a picture of one colour.
class FakeApplication final : public Application {
 public:
  int built = 0, presses = 0, map_draws = 0;
  bool has_news = false, is_busy = false, is_finished = false, shows_card = true;
  std::uint32_t map_colour = red;
  std::vector<Motion> motions;
  std::vector<std::filesystem::path> dropped;
  ui::Look wanted{.has_motion = false};

  bool update() override { return std::exchange(has_news, false); }
  void build_ui(float, float height) override {
    ++built;
    if (ui::Panel panel{"left", {0, 0, 100, height}}; panel) presses += ui::button("left.go", "Go");
    if (!shows_card) return;
    if (ui::Panel card{"map.card", {150, 50, 250, 100}, {.is_floating = true}}; card) ui::text("Card");
  }
  ui::Rect map_place() const override { return {100, 0, 400, 300}; }
  void draw_map(gpu::MapCanvas& canvas, Motion motion) override {
    motions.push_back(motion);
    if (map_colour == drawn_) return;
    ColourImage image;
    image.size = {300, 300};
    image.pixels.assign(300 * 300, map_colour);
    canvas.present(image);
    canvas.start_overlay({300, 300});
    const gpu::SymbolMark disc{.centre = {250, 250}, .radius_px = 20, .stroke_px = 0, .fill = rgb(0x0000FF)};
    canvas.symbols({&disc, 1});
    drawn_ = map_colour;
    ++map_draws;
  }
  ui::Look look() const override { return wanted; }
  std::string title() const override { return "test"; }
  void drop(const std::vector<std::filesystem::path>& files) override { dropped = files; }
  void ask_to_close() override { is_finished = true; }
  bool wants_to_close() const override { return is_finished; }
  bool is_idle() const override { return !is_busy; }
  std::optional<ScreenPoint> window_point_of(LonLat place) const override {
    if (place.lat > 0) return std::nullopt;
    return ScreenPoint{50, 28};
  }

 private:
  std::uint32_t drawn_ = 0;
};

// Everything a loop needs; absent when this machine has no EGL.
struct Stage {
  std::unique_ptr<HeadlessSurface> surface;
  FakeApplication application;
  Trace trace;
  std::unique_ptr<FrameLoop> loop;

  Stage() {
    auto made = HeadlessSurface::create(window);
    if (!made) {
      test::skip_without_graphics(made.error().detail);
      return;
    }
    surface = std::move(*made);
    loop = FrameLoop::create(*surface, application, trace, ui::Context::create(application.look()).value()).value();
    loop->settle();
  }
  explicit operator bool() const { return loop != nullptr; }
};

std::uint32_t pixel(const ColourImage& image, int x, int y) {
  return image.row(y)[x];
}
unsigned red_of(std::uint32_t p) {
  return p & 255U;
}

}  // namespace

TEST_CASE("panel, map, overlay and floating card each stand in their place") {
  Stage stage;
  if (!stage) return;
  const ColourImage image = stage.loop->picture();
  CHECK(pixel(image, 110, 280) == red);         // the map
  CHECK(pixel(image, 350, 250) == 0xFFFF0000);  // the disc over it, right way up
  CHECK(pixel(image, 350, 50) == red);
  CHECK(pixel(image, 5, 295) == 0xFFFFFFFF);            // the panel is white
  CHECK(pixel(image, 240, 90) == 0xFFFFFFFF);           // so is the card
  const std::uint32_t shadow = pixel(image, 200, 106);  // its shadow darkens the map
  CHECK(red_of(shadow) < 255);
  CHECK(red_of(shadow) > 150);
}

TEST_CASE("nothing happens: nothing is built, drawn or presented") {
  Stage stage;
  if (!stage) return;
  const int built = stage.application.built, draws = stage.application.map_draws;
  const std::size_t frames = stage.trace.frames().size();
  for (int i = 0; i < 20; ++i) stage.loop->turn();
  CHECK(stage.application.built == built);
  CHECK(stage.application.map_draws == draws);
  CHECK(stage.trace.frames().size() == frames);
  CHECK_FALSE(stage.loop->is_awake());
}

TEST_CASE("input is followed by three frames, then sleep") {
  Stage stage;
  if (!stage) return;
  const int built = stage.application.built;
  stage.surface->input().push(PointerMoved{50, 200});
  int turns = 0;
  do stage.loop->turn();
  while (stage.loop->is_awake() && ++turns < 100);
  CHECK(stage.application.built == built + 3);
}

TEST_CASE("a new picture is presented without building the interface") {
  Stage stage;
  if (!stage) return;
  const int built = stage.application.built;
  stage.application.map_colour = green;
  stage.loop->turn();
  CHECK(stage.application.built == built);
  CHECK(stage.trace.frames().back().has_map);
  CHECK_FALSE(stage.trace.frames().back().has_ui);
  CHECK(pixel(stage.loop->picture(), 110, 280) == green);
}

TEST_CASE("a hovered button repaints the button, not the window") {
  Stage stage;
  if (!stage) return;
  const ui::ProbeEntry* button = nullptr;
  stage.loop->context().kit().probe.enable(true);
  stage.loop->settle();
  button = stage.loop->context().kit().probe.find("left.go");
  REQUIRE(button);
  const ui::Rect place = button->rect;
  stage.surface->input().push(PointerMoved{place.centre_x(), place.centre_y()});
  const std::size_t before = stage.trace.frames().size();
  stage.loop->settle();
  double most = 0;
  for (std::size_t i = before; i < stage.trace.frames().size(); ++i)
    most = std::max(most, stage.trace.frames()[i].ui_painted_share);
  const double button_share = static_cast<double>(place.width() * place.height()) / (window.width * window.height);
  CHECK(most > button_share * 0.9);
  CHECK(most < button_share * 1.5);
}

TEST_CASE("what is painted in parts equals what is painted whole") {
  Stage stage;
  if (!stage) return;
  stage.surface->input().push(PointerMoved{50, 28});
  stage.loop->settle();
  stage.application.shows_card = false;
  stage.application.has_news = true;
  stage.loop->settle();
  const ColourImage in_parts = stage.loop->picture();
  Stage fresh;
  fresh.application.shows_card = false;
  fresh.application.has_news = true;
  fresh.surface->input().push(PointerMoved{50, 28});
  fresh.loop->settle();
  CHECK(in_parts.pixels == fresh.loop->picture().pixels);
  CHECK(pixel(in_parts, 200, 75) == red);
}

TEST_CASE("the map is moving while input comes and at rest soon after") {
  Stage stage;
  if (!stage) return;
  stage.application.motions.clear();
  stage.surface->input().push(PointerMoved{200, 200});
  stage.loop->settle();
  CHECK(stage.application.motions.front() == Motion::moving);
  CHECK(stage.application.motions.back() == Motion::resting);
}

TEST_CASE("another theme repaints everything") {
  Stage stage;
  if (!stage) return;
  stage.application.wanted.theme = ui::Theme::dark;
  stage.loop->settle();
  CHECK(pixel(stage.loop->picture(), 5, 295) == premultiplied(ui::tokens_of(ui::Theme::dark).surface));
}

TEST_CASE("a script clicks, waits, expects, and counts what failed") {
  set_language(Language::en);
  Stage stage;
  if (!stage) return;
  ScriptRunner runner{*stage.loop, *stage.surface, stage.application};
  const auto script = parse_script(
      "click left.go\n"
      "clickmap 69 -1\n"
      "key Tab\n"
      "key Enter\n"
      "drop /tmp/a.gpkg\n"
      "wait idle\n"
      "expect left.go.text = Go\n"
      "expect left.go.enabled = yes\n"
      "expect left.go.text = Stop\n"
      "click no.such\n"
      "clickmap 69 1\n"
      "expect no.such.visible = no\n");
  REQUIRE(script.has_value());
  std::vector<std::string> complaints;
  CHECK(runner.run(*script, [&](const std::string& complaint) { complaints.push_back(complaint); }) == 3);
  CHECK(stage.application.presses == 3);
  CHECK(stage.application.dropped == std::vector<std::filesystem::path>{"/tmp/a.gpkg"});
  REQUIRE(complaints.size() == 3);
  CHECK(complaints[0] == "Line 9: expect left.go.text = Stop: it is «Go», not «Stop»");
  CHECK(complaints[1].starts_with("Line 10: click no.such"));
}

TEST_CASE("the same script makes the same picture") {
  const auto picture = [] {
    Stage stage;
    if (!stage) return ColourImage{};
    ScriptRunner runner{*stage.loop, *stage.surface, stage.application};
    runner.run(parse_script("click left.go\nwait 500\n").value(), [](const std::string&) {});
    return stage.loop->picture();
  };
  CHECK(picture().pixels == picture().pixels);
}

}  // namespace riskmap
