#include "layers/store/layer_styles.h"

#include <fmt/format.h>

#include <array>

namespace riskmap {

namespace {
// The light map's colours (style/palette.cpp; this floor lies below it, a test holds the two together).
struct Level {
  std::string_view code, fill, stroke, kk, ru, en;
};
constexpr std::array levels = {Level{"critical", "179,20,46", "110,10,27", "Сыни", "Критический", "Critical"},
                               Level{"high", "228,105,27", "122,47,5", "Жоғары", "Высокий", "High"},
                               Level{"medium", "224,161,0", "94,68,0", "Орташа", "Средний", "Medium"},
                               Level{"low", "124,147,168", "60,79,97", "Төмен", "Низкий", "Low"}};

constexpr std::string_view create_table = R"(
CREATE TABLE IF NOT EXISTS layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')));
INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');
)";

std::string property(std::string_view name, std::string_view value) {
  return fmt::format(R"(<prop k="{}" v="{}"/>)", name, value);
}

std::string marker(std::string_view name, std::string_view fill, std::string_view stroke, std::string_view size) {
  return fmt::format(R"(<symbol type="marker" name="{}" alpha="1"><layer class="SimpleMarker">)", name) +
         property("name", "circle") + property("color", fmt::format("{},255", fill)) +
         property("outline_color", fmt::format("{},255", stroke)) + property("outline_width", "0.2") +
         property("size", size) + "</layer></symbol>";
}

std::string style_of(std::string_view renderer) {
  return fmt::format(R"(<qgis version="3.22" styleCategories="Symbology">{}</qgis>)", renderer);
}

std::string by_level(std::string_view language) {
  std::string categories, symbols;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto& level = levels[i];
    const auto label = language == "kk" ? level.kk : language == "ru" ? level.ru : level.en;
    categories += fmt::format(R"(<category symbol="{}" value="{}" label="{}" render="true"/>)", i, level.code, label);
    symbols += marker(std::to_string(i), level.fill, level.stroke, "2.6");
  }
  return style_of(fmt::format(R"(<renderer-v2 type="categorizedSymbol" attr="level"><categories>{}</categories>)"
                              R"(<symbols>{}</symbols></renderer-v2>)",
                              categories, symbols));
}

std::string single(std::string_view symbol) {
  return style_of(fmt::format(R"(<renderer-v2 type="singleSymbol"><symbols>{}</symbols></renderer-v2>)", symbol));
}

std::string borders() {
  return single(R"(<symbol type="fill" name="0" alpha="1"><layer class="SimpleFill">)" +
                property("color", "247,249,248,255") + property("outline_color", "91,105,118,255") +
                property("outline_width", "0.26") + property("style", "solid") + "</layer></symbol>");
}

std::string row(std::string_view table, const std::string& style) {
  return fmt::format(
      "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,"
      " styleSLD, useAsDefault, description, owner) SELECT '', '', '{0}', 'geom', 'Risk Map', '{1}', '', 1, '', ''"
      " WHERE NOT EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = '{0}');\n",
      table, style);
}
}  // namespace

std::string layer_styles_script() {
  std::string script{create_table};
  for (const auto* language : {"kk", "ru", "en"})
    script += row(fmt::format("v_problems_{}", language), by_level(language));
  script += row("area", borders());
  for (const auto* table : {"settlement", "v_settlements"})
    script += row(table, single(marker("0", "255,255,255", "60,79,97", "1.8")));
  return script;
}

}  // namespace riskmap
