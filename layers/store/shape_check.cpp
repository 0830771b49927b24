#include "layers/store/shape_check.h"

#include <fmt/format.h>

#include "layers/geo/validity.h"
#include "layers/model/entity.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
// The polygons of one column; the names of their records stand beside them.
struct NamedShapes {
  FeatureTable table{.kind = GeometryKind::polygons};
  std::vector<std::string> names;
};

// What people call a record; its row where it has no name.
std::string name_expression(const EntitySpec& spec) {
  std::string columns;
  for (const std::string_view column : {"reg_no", "name_kk", "name_ru", "code"})
    if (find_field(spec, column) != nullptr) columns += fmt::format("nullif({}, ''), ", column);
  return fmt::format("coalesce({}uuid, fid)", columns);
}

Result<NamedShapes> polygons_of(const Connection& connection, const EntitySpec& spec, std::string_view column) {
  auto rows = connection.prepare(fmt::format("SELECT {0}, {1} FROM {2} WHERE {0} IS NOT NULL ORDER BY fid", column,
                                             name_expression(spec), spec.name));
  if (!rows) return std::unexpected{rows.error()};
  NamedShapes shapes;
  for (;;) {
    const auto found = rows->step();
    if (!found) return std::unexpected{found.error()};
    if (!*found) return shapes;
    const auto value = rows->value(0);
    const auto* blob = std::get_if<Blob>(&value);
    if (blob == nullptr) continue;
    const auto shape = shape_of_blob(*blob);
    if (!shape || (shape->type != ShapeType::polygon && shape->type != ShapeType::polygons)) continue;
    append_shape(shapes.table, *shape);
    shapes.names.push_back(fmt::format("{} {}", spec.name, valid_text(rows->text(1))));
  }
}
}  // namespace

Result<void> check_shapes(const Connection& connection, std::vector<std::string>& lines) {
  for (const auto& spec : all_entities()) {
    for (const auto& field : spec.fields) {
      if (field.type != FieldType::geometry) continue;
      const auto shapes = polygons_of(connection, spec, field.name);
      if (!shapes) return std::unexpected{shapes.error()};
      const auto flaws = find_invalid_shapes(shapes->table);
      if (!flaws) return std::unexpected{flaws.error()};
      for (const auto& flaw : *flaws)
        lines.push_back(fmt::format("{}{}, {}", flaw.reason, shapes->names[flaw.feature], place_text(flaw)));
    }
  }
  return {};
}

}  // namespace riskmap
