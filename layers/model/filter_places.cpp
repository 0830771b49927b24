// Conditions that name other records: places by code, uuid or any spelling of the name, categories, parties.
#include <algorithm>
#include <array>

#include "layers/core/text.h"
#include "layers/model/filter_fields.h"
#include "layers/model/filter_values.h"
#include "layers/model/filter_words.h"
#include "layers/model/region.h"

namespace riskmap {

namespace {
using Op = FilterNode::Op;

bool accepts_none(const FilterNode& node) {
  return node.op == Op::equal &&
         std::ranges::any_of(node.values, [&node](const auto& value) { return is_none_word(node, value); });
}

// A name that was typed in part, for ~, or in full.
class NameTest {
 public:
  explicit NameTest(const FilterNode& node)
      : is_part_{node.op == Op::contains},
        fold_{node.field == search_field ? latin_key : fold},
        words_{text_test(node)} {
    if (node.field == search_field) std::ranges::transform(words_.spellings, words_.folds.begin(), latin_key);
  }

  [[nodiscard]] bool is_key(std::string_view key) const {
    const auto is_it = [key](const auto& spelling) { return is_same_word(spelling, key); };
    return !key.empty() && std::ranges::any_of(words_.spellings, is_it);
  }
  [[nodiscard]] bool is_name(std::string_view name) const {
    if (name.empty()) return false;
    const auto folded = fold_(name);
    return std::ranges::any_of(words_.folds, [&](const auto& word) {
      return is_part_ ? !word.empty() && folded.find(word) != std::string::npos : folded == word;
    });
  }
  // «Алатау» names «Алатау ауылдық округі» too.
  [[nodiscard]] bool is_area_name(std::string_view name) const {
    const auto folded = fold_(name);
    const auto begins = [&folded](const auto& word) { return !word.empty() && folded.starts_with(word + ' '); };
    return is_name(name) || (!is_part_ && std::ranges::any_of(words_.folds, begins));
  }
  [[nodiscard]] bool is_any(const Names& names) const {
    return is_name(names.kk) || is_name(names.ru) || is_name(names.en);
  }

 private:
  bool is_part_;
  std::string (*fold_)(std::string_view);
  TextTest words_;
};

// The area of `level` that holds the area in `row`, or no_row.
Row ancestor(const RegisterSnapshot& snapshot, Row row, AreaLevel level) {
  for (int steps = 0; row != no_row && steps < 4; ++steps) {
    const auto& area = snapshot.areas[row];
    if (area.level == level) return row;
    Row parent = no_row;
    for (const auto above : {AreaLevel::rural_district, AreaLevel::district, AreaLevel::region})
      if (parent == no_row && above < area.level) parent = snapshot.find_area(area.parent_code, above);
    row = parent;
  }
  return no_row;
}

// A town of its own shares its code with its area.
Row area_of(const RegisterSnapshot& snapshot, const Settlement& settlement, AreaLevel level) {
  const auto& code = settlement.rural_district.empty() ? settlement.kato : settlement.rural_district;
  return ancestor(snapshot, snapshot.find_area(code, AreaLevel::rural_district), level);
}

// Whether the mask's place is among those of the issue.
struct Places {
  RowMask settlements, areas;
  [[nodiscard]] bool hold(const Issue& issue) const {
    if (issue.settlement != no_row && settlements[issue.settlement] != 0) return true;
    if (issue.area != no_row && issue.area < areas.size() && areas[issue.area] != 0) return true;
    return std::ranges::any_of(issue.also_settlements, [this](Row row) { return settlements[row] != 0; });
  }
};

// Who names a group means what stands in it. Categories have two levels.
void add_children(const RegisterSnapshot& snapshot, RowMask& named) {
  for (Row row = 0; row < named.size(); ++row) {
    const Row group = snapshot.find_category(snapshot.categories[row].parent);
    if (group != no_row && snapshot.categories[group].parent.empty() && named[group] != 0) named[row] = 1;
  }
}
}  // namespace

RowMask named_areas(const RegisterSnapshot& snapshot, const FilterNode& node) {
  const NameTest test{node};
  RowMask named(snapshot.areas.size(), 0);
  for (std::size_t row = 0; row < named.size(); ++row) {
    const auto& area = snapshot.areas[row];
    named[row] = area.id && (test.is_key(area.code) || test.is_key(area.uuid) || test.is_area_name(area.names.kk) ||
                             test.is_area_name(area.names.ru) || test.is_area_name(area.names.en));
  }
  return named;
}

RowMask named_settlements(const RegisterSnapshot& snapshot, const FilterNode& node) {
  const NameTest test{node};
  RowMask named(snapshot.settlements.size(), 0);
  for (std::size_t row = 0; row < named.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    if (!settlement.id) continue;
    const auto is_other = [&test](const auto& name) { return test.is_name(name); };
    named[row] = test.is_key(settlement.kato) || test.is_key(settlement.uuid) || test.is_any(settlement.names) ||
                 std::ranges::any_of(settlement.other_names, is_other);
  }
  return named;
}

RowMask named_categories(const RegisterSnapshot& snapshot, const FilterNode& node) {
  const NameTest test{node};
  const auto is_of_branch = [&node](const Category& category, const std::string& value) {
    if (node.is_quoted || !value.ends_with(".*")) return false;
    const auto group = std::string_view{value}.substr(0, value.size() - 2);
    const auto begin = std::string_view{category.code}.substr(0, group.size());
    return is_same_word(group, begin) && (category.code.size() == group.size() || category.code[group.size()] == '.');
  };
  const auto is_named = [&](const Category& category) {
    return test.is_key(category.code) || test.is_any(category.names) ||
           (node.op == Op::contains && test.is_name(category.code)) ||
           std::ranges::any_of(node.values, [&](const auto& value) { return is_of_branch(category, value); });
  };
  RowMask named(snapshot.categories.size(), 0);
  for (std::size_t row = 0; row < named.size(); ++row) named[row] = is_named(snapshot.categories[row]) ? 1 : 0;
  add_children(snapshot, named);
  return named;
}

RowMask named_parties(const RegisterSnapshot& snapshot, const FilterNode& node) {
  const NameTest test{node};
  RowMask named(snapshot.parties.size(), 0);
  for (std::size_t row = 0; row < named.size(); ++row) {
    const auto& party = snapshot.parties[row];
    named[row] = party.id && (test.is_key(party.uuid) || test.is_any(party.names) || test.is_name(party.person_name));
  }
  return named;
}

// A place with the rural district around it, a category with its group, who answers, and the words of the problem.
RowTest search_everywhere_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  const auto& snapshot = evaluation->snapshot;
  auto categories = named_categories(snapshot, node);
  for (Row row = 0; row < categories.size(); ++row)
    if (const Row group = snapshot.find_category(snapshot.categories[row].parent); group != no_row)
      categories[row] |= categories[group];
  std::vector<RowTest> tests{settlement_test(evaluation, node), area_test(evaluation, node, AreaLevel::rural_district)};
  tests.push_back([evaluation, areas = named_areas(snapshot, node), categories = std::move(categories),
                   parties = named_parties(snapshot, node)](Row row) {
    const auto& issue = evaluation->snapshot.issues[row];
    const auto is_named = [](const RowMask& mask, Row named) { return named < mask.size() && mask[named] != 0; };
    return is_named(areas, issue.area) || is_named(categories, issue.category) || is_named(parties, issue.responsible);
  });
  tests.push_back([evaluation, words = text_test(node), names = NameTest{node}](Row row) {
    const auto& text = evaluation->searched_text(row);
    return words.holds_for_fold(text) || names.is_name(text);
  });
  return [tests = std::move(tests)](Row row) {
    return std::ranges::any_of(tests, [row](const auto& test) { return test(row); });
  };
}

RowTest settlement_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  Places places{named_settlements(evaluation->snapshot, node), {}};
  return [evaluation, places = std::move(places), op = node.op, none = accepts_none(node)](Row row) {
    const auto& issue = evaluation->snapshot.issues[row];
    if (issue.settlement == no_row && issue.also_settlements.empty()) return none;
    return holds_for_named(op, places.hold(issue)) || (none && issue.settlement == no_row);
  };
}

RowTest area_test(const EvaluationPointer& evaluation, const FilterNode& node, AreaLevel level) {
  const auto& snapshot = evaluation->snapshot;
  const auto named = named_areas(snapshot, node);
  Places places{RowMask(snapshot.settlements.size(), 0), RowMask(snapshot.areas.size(), 0)};
  RowMask has_area(snapshot.settlements.size(), 0);
  for (std::size_t row = 0; row < snapshot.settlements.size(); ++row) {
    const Row area = area_of(snapshot, snapshot.settlements[row], level);
    has_area[row] = area != no_row;
    places.settlements[row] = area != no_row && named[area] != 0;
  }
  RowMask stands_in(snapshot.areas.size(), 0);
  for (Row row = 0; row < snapshot.areas.size(); ++row) {
    const Row area = snapshot.areas[row].id ? ancestor(snapshot, row, level) : no_row;
    stands_in[row] = area != no_row;
    places.areas[row] = area != no_row && named[area] != 0;
  }
  return [evaluation, places = std::move(places), has_area = std::move(has_area), stands_in = std::move(stands_in),
          op = node.op, none = accepts_none(node)](Row row) {
    const auto& issue = evaluation->snapshot.issues[row];
    const bool is_somewhere = (issue.settlement != no_row && has_area[issue.settlement] != 0) ||
                              (issue.area != no_row && stands_in[issue.area] != 0);
    return is_somewhere ? holds_for_named(op, places.hold(issue)) : none;
  };
}

// A problem without a point of its own lies at its settlements.
RowTest within_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  std::vector<Region> regions;
  for (const auto& value : node.values)
    if (auto region = region_from(value); region && !is_none_word(node, value)) regions.push_back(std::move(*region));
  return [evaluation, regions, op = node.op, none = accepts_none(node)](Row row) {
    const auto& snapshot = evaluation->snapshot;
    const auto& issue = snapshot.issues[row];
    bool lies_somewhere = false, is_inside = false;
    const auto look_at = [&](const std::optional<LonLat>& place) {
      if (!place) return;
      lies_somewhere = true;
      is_inside |= std::ranges::any_of(regions, [&](const Region& region) { return region.contains(*place); });
    };
    look_at(issue.point);
    if (!lies_somewhere && issue.settlement != no_row) look_at(snapshot.settlements[issue.settlement].point);
    if (!issue.point)
      for (const Row also : issue.also_settlements) look_at(snapshot.settlements[also].point);
    return lies_somewhere ? holds_for_named(op, is_inside) : none;
  };
}

}  // namespace riskmap
