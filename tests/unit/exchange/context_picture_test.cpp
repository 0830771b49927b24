// Pictures of the ground below a map: under the fills, through their opacity, named in the legend, on every sheet.
#include <doctest/doctest.h>

#include <array>

#include "layers/exchange/context_layer.h"
#include "layers/exchange/context_text.h"
#include "layers/exchange/map_sheet.h"
#include "layers/geo/gdal_environment.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "tests/unit/exchange/red_area.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/raster_builders.h"

using namespace riskmap;

namespace {
using test::corner, test::red;
constexpr Colour green = rgb(0x14C814);

// A green picture of 20 × 20 km around one opaque red area of 4 × 4 km.
struct GreenGround : test::Folder {
  GreenGround() {
    REQUIRE(set_up_gdal());
    const Box around{corner.x - 8000, corner.y - 8000, corner.x + 12000, corner.y + 12000};
    test::write_tiff({file, around, 32642}, [](int band, int, int) { return band == 2 ? green.g : green.r; });
  }
  [[nodiscard]] MapScene scene_with(const std::string& words, double veil = 1) const {
    auto scene = test::red_area();
    scene.veil = veil;
    auto loaded = load_context({file, "", {}, ""}, scene.view_crs);
    REQUIRE_FALSE(loaded.problem);
    const auto text = parse_context(file.string() + words);
    REQUIRE(text);
    loaded.layer.style = styled(first_context_style(loaded, 0), *text);
    add_context(scene, scene_context({loaded}, Theme::light));
    return scene;
  }
  std::filesystem::path file = path() / "ground.tif";
};

// 200 × 200 pixels, the area in the middle 100.
std::uint32_t pixel_of(const MapScene& scene, int x, int y) {
  JobPool pool{1};
  const auto picture = map_picture(scene, fit(scene.extent, {200, 200}, Box{50, 50, 150, 150}), 1, Theme::light, pool);
  return picture.pixels[static_cast<std::size_t>(y * 200 + x)];
}
}  // namespace

TEST_CASE_FIXTURE(GreenGround, "a picture lies below the fills and shows beside them") {
  const auto scene = scene_with("");
  CHECK(pixel_of(scene, 100, 100) == premultiplied(red));
  CHECK(pixel_of(scene, 10, 100) == premultiplied(green));
}

TEST_CASE_FIXTURE(GreenGround, "a broken picture and a folder without tiles are told in words of pictures") {
  set_language(Language::en);
  const auto words_of = [](const std::filesystem::path& named) {
    const auto loaded = load_context({named, "", {}, ""}, "EPSG:32642");
    REQUIRE(loaded.problem);
    return error_message(*loaded.problem);
  };
  CHECK(words_of(write("broken.mbtiles", "this is no database")).contains("damaged"));
  std::filesystem::create_directories(path() / "tiles" / "level12" / "x");
  CHECK(words_of(path() / "tiles").contains("ZOOM/COLUMN/ROW"));
  CHECK(words_of(path() / "roads.geojsn").contains("does not exist"));
}

TEST_CASE_FIXTURE(GreenGround, "where it shines through fills the legend says that their colours change") {
  set_language(Language::en);
  const auto notes_of = [&](double opacity) {
    auto scene = test::red_area();
    scene.legend.rows.push_back({.label = "[0, 4]", .colour = red});
    FeatureStyle style = *scene.style;
    style.fill[0].a = static_cast<unsigned char>(255 * opacity);
    scene.style = std::make_shared<FeatureStyle>(style);
    auto loaded = load_context({file, "", {}, ""}, scene.view_crs);
    add_context(scene, scene_context({loaded}, Theme::light));
    return scene.legend.notes;
  };
  CHECK(notes_of(1).empty());
  REQUIRE(notes_of(0.8).size() == 1);
  CHECK(notes_of(0.8).front().contains("shines through"));
}

TEST_CASE_FIXTURE(GreenGround, "it shines through fills that are only a veil") {
  const auto mixed = pixel_of(scene_with("", 0.25), 100, 100);
  CHECK((mixed & 0xFF) == doctest::Approx(0.25 * red.r + 0.75 * green.r).epsilon(0.03));
  CHECK(pixel_of(scene_with(",shown=no", 0.25), 100, 100) == premultiplied(red));
}

TEST_CASE_FIXTURE(GreenGround, "it can be faint, hidden, or left out by scale") {
  const auto half = pixel_of(scene_with(",opacity=0.5"), 10, 100);
  CHECK((half & 0xFF) == doctest::Approx((green.r + 255) / 2.0).epsilon(0.02));
  CHECK(scene_with(",shown=no").context == nullptr);
  CHECK(pixel_of(scene_with(",scales=0-1000"), 10, 100) == premultiplied(rgb(0xFFFFFF)));
}

TEST_CASE_FIXTURE(GreenGround, "whose it is stands in the legend") {
  CHECK(scene_with("").legend.notes.empty());
  CHECK(scene_with(",attribution=© Survey").legend.notes == std::vector<std::string>{"© Survey"});
}

TEST_CASE_FIXTURE(GreenGround, "sheets of vectors hold it as a picture, in the same bytes every time") {
  const auto scene = scene_with("");
  JobPool pool{1};
  const SheetOptions options{.size = {900, 600}};
  const auto svg = map_sheet(scene, options, SheetFormat::svg, pool);
  REQUIRE(svg);
  CHECK(svg->find("data:image/png;base64,iVBOR") != std::string::npos);
  const auto pdf = map_sheet(scene, options, SheetFormat::pdf, pool),
             again = map_sheet(scene, options, SheetFormat::pdf, pool);
  REQUIRE(pdf);
  CHECK(pdf->find("/Subtype /Image") != std::string::npos);
  CHECK(*pdf == *again);
}

TEST_CASE_FIXTURE(GreenGround, "it shines through on sheets of vectors too") {
  JobPool pool{1};
  const auto svg_of = [&](const std::string& words) {
    return *map_sheet(scene_with(words, 0.25), {.size = {900, 600}}, SheetFormat::svg, pool);
  };
  CHECK(svg_of("").find("fill=\"#c02020\" fill-opacity=\"0.25") != std::string::npos);
  CHECK(svg_of(",shown=no").find("fill=\"#c02020\" fill-opacity") == std::string::npos);
}

TEST_CASE_FIXTURE(GreenGround, "a picture that is added comes to lie below all layers, others on top") {
  const auto picture = load_context({file, "", {}, ""}, "EPSG:32642");
  CHECK(place_in({picture, picture}, picture) == 2);
  CHECK(place_in({picture, picture}, LoadedContext{}) == 0);
}
