// The views of a register (schema_views.sql): one of problems for each language, settlements, measures.
#include <fmt/format.h>

#include <array>

#include "layers/store/schema.h"
#include "layers/store/schema_sql.h"

namespace riskmap {

namespace {
constexpr std::string_view placeholder = "@lang@", opening = "CREATE VIEW ";

std::string in_language(std::string_view sql, std::string_view language) {
  std::string text{sql};
  for (auto at = text.find(placeholder); at != text.npos; at = text.find(placeholder, at))
    text.replace(at, placeholder.size(), language);
  return text;
}

void add_view(std::string sql, std::vector<SchemaObject>& views) {
  const auto name = sql.substr(opening.size(), sql.find(' ', opening.size()) - opening.size());
  views.push_back({"view", name, std::move(sql)});
}
}  // namespace

std::vector<SchemaObject> register_views() {
  std::vector<SchemaObject> views;
  const std::string_view all = sql::schema_views;
  for (auto at = all.find(opening); at != all.npos; at = all.find(opening, at + 1)) {
    const auto sql = all.substr(at, all.find(';', at) - at);
    if (sql.find(placeholder) == sql.npos)
      add_view(std::string{sql}, views);
    else
      for (const auto* language : {"kk", "ru", "en"}) add_view(in_language(sql, language), views);
  }
  return views;
}

std::string views_script() {
  std::string script;
  for (const auto& [type, name, sql] : register_views()) {
    const bool has_shapes = sql.find(" AS geom") != sql.npos;
    script += sql + ";\n";
    script += fmt::format(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{0}', '{1}',"
        " '{0}', {2});\n",
        name, has_shapes ? "features" : "attributes", has_shapes ? "4326" : "NULL");
    if (has_shapes)
      script += fmt::format("INSERT INTO gpkg_geometry_columns VALUES ('{}', 'geom', '{}', 4326, 0, 0);\n", name,
                            name == "v_settlements" ? "POINT" : "GEOMETRY");
  }
  return script;
}

}  // namespace riskmap
