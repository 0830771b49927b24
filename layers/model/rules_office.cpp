// Rules of the office's own records: parties, programmes, categories, receptions.
#include <algorithm>
#include <array>
#include <charconv>

#include "layers/model/record_references.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
// A code that other records name by text must be the only one of its kind.
void check_code_is_free(Examination& examination) {
  if (!examination.touches({"code"})) return;
  const auto code = examination.text("code");
  const auto& own = examination.change.uuid;
  const auto& snapshot = examination.snapshot;
  const Row category = snapshot.find_category(code);
  const bool is_taken = examination.change.entity == Entity::category
                            ? category != no_row && snapshot.categories[category].uuid != own
                            : std::ranges::any_of(snapshot.others, [&](const StoredRecord& record) {
                                return record.entity == examination.change.entity && record.uuid != own &&
                                       text_of(field(record.fields, "code")) == code;
                              });
  if (is_taken) examination.refuse("code", ErrorCode::duplicate_id, "another record has this code");
  const auto before = text_of(field(examination.now, "code"));
  if (examination.is_add() || before == code) return;
  const auto entity = examination.change.entity;
  if (uses_of_list(snapshot, entity, spec_of(entity).name).contains(before))
    examination.refuse("code", ErrorCode::unsupported, "an entry keeps its code");
}

void check_category(Examination& examination) {
  check_code_is_free(examination);
  const auto parent = examination.text("parent");
  if (parent.empty() || !examination.touches({"parent", "code"})) return;
  if (parent == examination.text("code") || examination.snapshot.find_category(parent) == no_row)
    return examination.refuse("parent", ErrorCode::category_unknown, "no such group");
  const auto& categories = examination.snapshot.categories;
  const bool is_group = std::ranges::find(categories, examination.text("code"), &Category::parent) != categories.end();
  if (is_group || !categories[examination.snapshot.find_category(parent)].parent.empty())
    examination.refuse("parent", ErrorCode::invalid_input, "categories have two levels");
}

void check_programme(Examination& examination) {
  check_code_is_free(examination);
  examination.require_order("date_from", "date_to");
  auto parent = examination.text("parent");
  if (parent.empty() || !examination.touches({"parent", "code"})) return;
  // Walks up to the root; one step more than there are records means a circle.
  const auto& others = examination.snapshot.others;
  for (std::size_t steps = 0; !parent.empty(); ++steps) {
    const auto found = std::ranges::find_if(others, [&parent](const StoredRecord& record) {
      return record.entity == Entity::programme && text_of(field(record.fields, "code")) == parent;
    });
    if (parent == examination.text("code") || steps > others.size())
      return examination.refuse("parent", ErrorCode::invalid_input, "a programme cannot contain itself");
    if (found == others.end()) return examination.refuse("parent", ErrorCode::code_unknown, "no such programme");
    parent = text_of(field(found->fields, "parent"));
  }
}

void check_reception(Examination& examination) {
  examination.refuse_future("held_on");
  const bool is_held = examination.text("status") == "HELD";
  if (is_held && !examination.has("held_on") && examination.touches({"status", "held_on"}))
    examination.refuse("held_on", ErrorCode::required, "the day on which it was held");
  if (!is_held && examination.has("held_on") && examination.touches({"status", "held_on"}))
    examination.refuse("status", ErrorCode::invalid_input, "only a reception that was held has such a day");
  if (examination.text("status") == "CANCELLED" && !examination.has("cancel_reason") &&
      examination.touches({"status", "cancel_reason"}))
    examination.refuse("cancel_reason", ErrorCode::reason_required, "a cancelled reception needs a reason");
}

// A setting that is reckoned with must be a number.
void check_setting(Examination& examination) {
  if (examination.text("key") != "utc_offset_minutes" || !examination.touches({"key", "value"})) return;
  const auto text = examination.text("value");
  int minutes = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), minutes);
  if (error != std::errc{} || end != text.data() + text.size() || minutes < -840 || minutes > 840)
    examination.refuse("value", ErrorCode::range, "minutes from UTC between -840 and 840");
}

// A letter or an attached file belongs to a record that is there.
void check_owner(Examination& examination) {
  if (!examination.touches({"owner", "owner_entity"})) return;
  constexpr std::array owners = {Entity::issue, Entity::measure, Entity::appeal, Entity::reception, Entity::document};
  const auto entity = entity_named(examination.text("owner_entity"));
  if (!entity || std::ranges::find(owners, *entity) == owners.end())
    return examination.refuse("owner_entity", ErrorCode::unknown_entity, "a kind of record that has no papers");
  if (!current_record(examination.snapshot, *entity, examination.text("owner")))
    examination.refuse("owner", ErrorCode::gone, "no such record");
}
// What hangs on an appeal is personal: it stays there, and is not published.
void check_file_of_appeal(Examination& examination) {
  const bool is_there = examination.text("owner_entity") == "appeal";
  const bool was_there = examination.is_add() ? is_there : text_of(field(examination.now, "owner_entity")) == "appeal";
  if (!is_there && !was_there) return;
  for (const auto* name : {"owner_entity", "owner"})
    if (!examination.is_add() && field(examination.now, name) != field(examination.then, name))
      examination.refuse(name, ErrorCode::unsupported, "a file at an appeal stays there");
  if (examination.touches({"is_public"}) && examination.number("is_public").value_or(0) != 0)
    examination.refuse("is_public", ErrorCode::unsupported, "what hangs on an appeal is personal");
}

// The record of a file tells what its bytes are; other bytes are another attachment.
void check_attachment(Examination& examination) {
  check_owner(examination);
  check_file_of_appeal(examination);
  if (examination.text("file_name").find_first_of("/\\") != std::string::npos)
    examination.refuse("file_name", ErrorCode::invalid_input, "a file name without folders");
  for (const auto* name : {"sha256", "size_bytes", "mime"})
    if (!examination.is_add() && field(examination.now, name) != field(examination.then, name))
      examination.refuse(name, ErrorCode::unsupported, "an attached file keeps its content");
}
}  // namespace

void check_office_record(Examination& examination) {
  switch (examination.change.entity) {
    case Entity::party:
      return examination.require_order("term_from", "term_to");
    case Entity::code_value:
      return check_entry(examination);
    case Entity::category:
      return check_category(examination);
    case Entity::programme:
      return check_programme(examination);
    case Entity::indicator:
      return check_code_is_free(examination);
    case Entity::document:
      return check_owner(examination);
    case Entity::attachment:
      return check_attachment(examination);
    case Entity::reception:
      return check_reception(examination);
    case Entity::setting:
      return check_setting(examination);
    default:
      return;
  }
}

}  // namespace riskmap
