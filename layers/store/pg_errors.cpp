// What a PostgreSQL server's state codes mean to a person (Appendix A of its manual).
#include <array>
#include <string>

#include "layers/model/entity.h"
#include "layers/store/pg_session.h"

namespace riskmap {

namespace {
struct Meaning {
  std::string_view state;  // a whole code, or the two signs of its class
  ErrorCode code;
  std::string_view words = {};  // before the server's own
};
constexpr std::string_view cut = "the line to the server was cut: ", held = "somebody holds the record: ",
                           forbidden = "the role of this login does not allow it: ";
// The first that fits.
constexpr std::array meanings = {Meaning{"23502", ErrorCode::required},
                                 Meaning{"23503", ErrorCode::in_use},
                                 Meaning{"23505", ErrorCode::duplicate_id},
                                 Meaning{"23", ErrorCode::invalid_input},
                                 Meaning{"22003", ErrorCode::range},
                                 Meaning{"22007", ErrorCode::date_format},
                                 Meaning{"22008", ErrorCode::date_format},
                                 Meaning{"22P02", ErrorCode::number_format},
                                 Meaning{"22", ErrorCode::invalid_input},
                                 Meaning{"25006", ErrorCode::read_only},
                                 Meaning{"25P03", ErrorCode::unreachable, cut},
                                 Meaning{"28", ErrorCode::access},
                                 Meaning{"3D", ErrorCode::not_found},
                                 Meaning{"3F", ErrorCode::not_a_register},
                                 Meaning{"40001", ErrorCode::conflict},
                                 Meaning{"40P01", ErrorCode::locked, held},
                                 Meaning{"42501", ErrorCode::access, forbidden},
                                 Meaning{"42P01", ErrorCode::not_a_register},
                                 Meaning{"42P06", ErrorCode::invalid_input},
                                 Meaning{"53100", ErrorCode::disk_full},
                                 Meaning{"53300", ErrorCode::unreachable},
                                 Meaning{"53", ErrorCode::io},
                                 Meaning{"55P03", ErrorCode::locked, held},
                                 Meaning{"57014", ErrorCode::locked, held},
                                 Meaning{"57", ErrorCode::unreachable, cut},
                                 Meaning{"08", ErrorCode::unreachable, cut},
                                 Meaning{"0A000", ErrorCode::unsupported},
                                 Meaning{"58P01", ErrorCode::unsupported},
                                 Meaning{"XX001", ErrorCode::damaged},
                                 Meaning{"XX002", ErrorCode::damaged}};

// A column whose rule the server named itself: "issue_reg_no_key" of the table "issue" -> "reg_no"; of several columns
// the last: "code_value_domain_code_key" -> "code".
std::string column_of_key(std::string_view constraint, std::string_view table) {
  constexpr std::string_view ending = "_key";
  if (!constraint.ends_with(ending) || constraint.size() <= table.size() + ending.size() + 1) return {};
  const auto columns = constraint.substr(table.size() + 1, constraint.size() - table.size() - 1 - ending.size());
  const auto entity = entity_named(table);
  std::string_view last;
  if (entity)
    for (const auto& field : spec_of(*entity).fields)
      if ((columns == field.name || columns.ends_with("_" + std::string{field.name})) &&
          field.name.size() > last.size())
        last = field.name;
  return std::string{last.empty() ? columns : last};
}

// "err.range:progress#2" is the second rule of that name in its table.
std::string_view without_number(std::string_view name) {
  return name.substr(0, name.find('#'));
}
}  // namespace

Error pg_error(std::string_view state, std::string message, std::string_view constraint, std::string_view column,
               std::string_view table) {
  const auto rule = without_number(constraint);
  if (state == "23503" && rule.find(':') != std::string_view::npos)
    return {ErrorCode::in_use, std::move(message), std::string{rule.substr(rule.find(':') + 1)}};
  if (auto refusal = named_refusal(rule, message)) return *std::move(refusal);
  for (const auto& [known, code, words] : meanings) {
    if (!state.starts_with(known)) continue;
    message.insert(0, words);
    auto where = std::string{column};
    if (code == ErrorCode::duplicate_id) where = column_of_key(constraint, table);
    return {code, std::move(message), std::move(where)};
  }
  if (state.empty()) return {ErrorCode::unreachable, std::string{cut} + message};
  return {ErrorCode::internal, std::move(message)};
}

}  // namespace riskmap
