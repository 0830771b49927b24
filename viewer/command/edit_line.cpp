// JSON in, one commit, JSON out.
#include "viewer/command/edit_line.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/exchange/attached_file.h"
#include "layers/model/appeal_files.h"
#include "layers/store/applicant_store.h"
#include "layers/text/messages.h"
#include "viewer/session/undo_words.h"

namespace riskmap {

namespace {
using Json = nlohmann::ordered_json;

constexpr int deepest = 16;  // levels of objects and arrays; a sound line has two
constexpr std::size_t longest_name = 80;

// A value as a message repeats it. What holds other values is not written out: its depth is the sender's choice.
std::string words_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_structured()) return json.is_array() ? "[…]" : "{…}";
  return json.dump();
}

std::string name_from(const std::string& name) {
  return std::string{first_characters(name, longest_name)};
}

// The names of the objects that are open, to find one that stands twice: only the last of two values would be kept.
class NamesSeen {
 public:
  void see(Json::parse_event_t event, const Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start) names_.emplace_back();
    if (event == Event::object_end && !names_.empty()) names_.pop_back();
    if (event == Event::key && !names_.empty() && !names_.back().insert(parsed.get<std::string>()).second)
      repeated_ = parsed.get<std::string>();
  }
  [[nodiscard]] const std::optional<std::string>& repeated() const { return repeated_; }

 private:
  std::vector<std::set<std::string>> names_;
  std::optional<std::string> repeated_;
};

Result<Json> json_from(std::string_view line) {
  if (line.size() > longest_line)
    return fail(ErrorCode::too_large, "a line longer than " + std::to_string(longest_line >> 20) + " MiB");
  if (!is_valid_utf8(line)) return fail(ErrorCode::encoding, "the line is not valid UTF-8");
  bool is_too_deep = false;
  NamesSeen names;
  const auto is_kept = [&](int depth, Json::parse_event_t event, const Json& parsed) {
    is_too_deep |= depth > deepest;
    if (depth <= deepest) names.see(event, parsed);
    return depth <= deepest;
  };
  auto json = Json::parse(line, is_kept, false);
  if (is_too_deep) return fail(ErrorCode::invalid_input, "nested deeper than " + std::to_string(deepest));
  if (json.is_discarded()) return fail(ErrorCode::json, "not JSON");
  if (!json.is_object()) return fail(ErrorCode::json, "a line is an object");
  if (names.repeated()) return fail(ErrorCode::invalid_input, "the same name twice", name_from(*names.repeated()));
  return json;
}

// A JSON type that another field would take must not be turned into something that was not meant.
Result<void> check_type(const Json& json, const FieldSpec& spec) {
  if (json.is_boolean() && spec.type != FieldType::flag)
    return fail(ErrorCode::invalid_input, "true or false where none belongs", std::string{spec.name}, json.dump());
  if (json.is_number() && spec.type == FieldType::text)
    return fail(ErrorCode::invalid_input, "a number where a text belongs", std::string{spec.name}, json.dump());
  if (spec.name == "json" && json.is_string() && !Json::accept(json.get<std::string>()))
    return fail(ErrorCode::json, "the view is not JSON", std::string{spec.name});
  return {};
}

Result<Value> value_from(const Json& json, std::string_view field) {
  if (json.is_null()) return Value{};
  if (json.is_boolean()) return Value{std::int64_t{json.get<bool>() ? 1 : 0}};
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)
    return fail(ErrorCode::range, "beyond 64 bits", std::string{field}, words_of(json));
  if (json.is_number_integer()) return Value{json.get<std::int64_t>()};
  if (json.is_number_float()) return Value{json.get<double>()};
  if (json.is_string()) return Value{json.get<std::string>()};
  return fail(ErrorCode::invalid_input, "a field holds a number, a text, true, false or null", std::string{field});
}

struct Request {
  std::string op;
  Change change;
  std::vector<FileContent> files{};
};

std::string text_member(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found == json.end() ? std::string{} : words_of(*found);
}

// A member that nobody reads is a slip of the pen: "field" for "fields" must not pass for a record without fields.
Result<void> check_members(const Json& json, bool is_step) {
  for (const auto& [name, member] : json.items()) {
    if (name == "op") continue;
    if (name != "what" && name != "id" && name != "version" && name != "fields")
      return fail(ErrorCode::unknown_field, "no such member", name_from(name));
    if (is_step) return fail(ErrorCode::invalid_input, "undo and redo take no fields", name);
  }
  return {};
}

Result<std::int64_t> version_from(const Json& json, ChangeKind kind) {
  const auto version = json.find("version");
  if (version == json.end()) {
    if (kind == ChangeKind::add) return 0;
    return fail(ErrorCode::version_required, "set and delete need the version they were made from", "version");
  }
  if (kind == ChangeKind::add) return fail(ErrorCode::invalid_input, "a new record has no version", "version");
  if (!version->is_number_integer())
    return fail(ErrorCode::number_format, "version is a whole number", "version", words_of(*version));
  return version->get<std::int64_t>();
}

Result<Fields> fields_from(const Json& json, Entity entity) {
  Fields fields;
  const auto found = json.find("fields");
  if (found == json.end()) return fields;
  if (!found->is_object()) return fail(ErrorCode::invalid_input, "fields is an object", "fields");
  for (const auto& [name, member] : found->items()) {
    if (length_in_characters(name) > longest_name)
      return fail(ErrorCode::unknown_field, "no field has so long a name", name_from(name));
    if (const auto* spec = find_field(spec_of(entity), name))
      if (auto checked = check_type(member, *spec); !checked) return std::unexpected{std::move(checked).error()};
    auto value = value_from(member, name);
    if (!value) return std::unexpected{std::move(value).error()};
    fields.insert_or_assign(name, std::move(*value));
  }
  return fields;
}

Result<Request> request_from(const Json& json) {
  Request request{.op = text_member(json, "op"), .change = {}};
  auto& change = request.change;
  const bool is_step = request.op == "undo" || request.op == "redo";
  if (auto checked = check_members(json, is_step); !checked) return std::unexpected{std::move(checked).error()};
  if (is_step) return request;
  if (request.op == "add")
    change.kind = ChangeKind::add;
  else if (request.op == "set")
    change.kind = ChangeKind::set;
  else if (request.op == "delete")
    change.kind = ChangeKind::remove;
  else
    return fail(ErrorCode::invalid_input, "op is add, set, delete, undo or redo", "op", request.op);
  const auto entity = entity_named(text_member(json, "what"));
  if (!entity) return fail(ErrorCode::unknown_entity, "unknown kind of record", "what", text_member(json, "what"));
  change.entity = *entity;
  change.uuid = text_member(json, "id");
  if (change.kind == ChangeKind::add && change.uuid.empty()) change.uuid = new_uuid();
  if (change.uuid.empty()) return fail(ErrorCode::required, "id is required", "id");
  const bool may_be_code = change.entity == Entity::settlement && change.kind != ChangeKind::add;
  if (!may_be_code && !is_uuid(change.uuid))
    return fail(ErrorCode::invalid_input, "id is a uuid in lower case", "id", change.uuid);
  const auto version = version_from(json, change.kind);
  if (!version) return std::unexpected{version.error()};
  change.version = *version;
  if (change.kind == ChangeKind::remove && json.contains("fields"))
    return fail(ErrorCode::invalid_input, "delete takes no fields", "fields");
  auto fields = fields_from(json, change.entity);
  if (!fields) return std::unexpected{std::move(fields).error()};
  change.after = std::move(*fields);
  return request;
}

// An attachment is added by naming its file, {"owner_entity":…,"owner":…,"file":PATH}: the rest is read from that.
Result<void> read_file_of(Request& request) {
  auto& fields = request.change.after;
  if (request.change.entity != Entity::attachment || request.change.kind != ChangeKind::add) return {};
  const auto path = text_of(field(fields, "file"));
  if (path.empty()) return fail(ErrorCode::required, "an attachment names its file", "file");
  for (const auto* name : {"mime", "size_bytes", "sha256"})
    if (fields.contains(name)) return fail(ErrorCode::invalid_input, "read from the file itself", name);
  auto file = read_attached_file(path);
  if (!file) return std::unexpected{std::move(file).error()};
  fields.erase("file");
  auto read = attachment_of(*file, Entity::issue, {}).after;
  for (const auto* name : {"owner_entity", "owner"}) read.erase(name);
  for (auto& [name, value] : read) fields.try_emplace(name, std::move(value));
  request.files = {file_content(*std::move(file))};
  return {};
}

// A settlement may be named by its code (`decisions.md` 4).
Result<void> name_by_uuid(const RegisterSnapshot& snapshot, Change& change) {
  if (change.entity != Entity::settlement || is_uuid(change.uuid)) return {};
  const Row row = snapshot.find_settlement(change.uuid);
  if (row == no_row) return fail(ErrorCode::kato_unknown, "no settlement has this code", "id", change.uuid);
  change.uuid = snapshot.settlements[row].uuid;
  return {};
}

EditAnswer refusal(const Error& error, const std::string& message) {
  Json json{{"ok", false}, {"code", std::string{name_of(error.code)}}};
  if (!error.where.empty()) json["where"] = error.where;
  json["message"] = message;
  return {false, error.code, json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

std::int64_t version_of(const Accepted& accepted, const std::string& id) {
  for (const auto& record : accepted.records)
    if (record.uuid == id) return record.version;
  return 0;
}
}  // namespace

LineEditor::LineEditor(RegisterStore& store, Snapshot snapshot, Date today, Author author)
    : store_{store}, snapshot_{std::move(snapshot)}, today_{today}, author_{std::move(author)} {}

Result<Accepted> LineEditor::turn(EditKind kind) {
  return kind == EditKind::undo ? store_.undo(author_) : store_.redo(author_);
}

// Whoever is in the way of undo is named as the window names them.
std::string LineEditor::refusal_words(const Error& error, const Attempt& attempt) {
  if (error.code != ErrorCode::conflict || !attempt.step) return error_message(error);
  const auto obstacle = store_.undo_obstacle(author_, *attempt.step);
  return obstacle && *obstacle ? obstacle_text(**obstacle, *attempt.step) : error_message(error);
}

Result<Accepted> LineEditor::commit(std::string_view line, Attempt& attempt) {
  const auto json = json_from(line);
  if (!json) return std::unexpected{json.error()};
  auto request = request_from(*json);
  if (!request) return std::unexpected{std::move(request).error()};
  if (request->op == "undo") attempt.step = EditKind::undo;
  if (request->op == "redo") attempt.step = EditKind::redo;
  if (attempt.step) return turn(*attempt.step);
  if (auto named = name_by_uuid(*snapshot_, request->change); !named) return std::unexpected{named.error()};
  if (auto read = read_file_of(*request); !read) return std::unexpected{read.error()};
  attempt.id = request->change.uuid;
  const auto entity = request->change.entity;
  const auto at_appeal = file_at_appeal(request->change);
  if (!at_appeal) return std::unexpected{at_appeal.error()};
  const auto known = with_appeal_files(snapshot_, *at_appeal);
  auto edit = prepared(*known, std::move(request->change), today_, &attempt.problems);
  if (!edit) return std::unexpected{std::move(edit).error()};
  if (edit->changes.empty()) {  // everything is so already: the answer is the record as it is, nothing was written
    Accepted unchanged;
    if (auto current = current_record(*known, entity, attempt.id)) unchanged.records.push_back(std::move(*current));
    return unchanged;
  }
  edit->files = std::move(request->files);
  part_appeal_files(*edit, *at_appeal);
  attempt.is_of_appeal = !edit->appeal_files.empty();
  return store_.commit(*edit, author_);
}

// The file of an appeal that the change is about: nothing where it is about anything else, or adds one.
Result<std::vector<StoredRecord>> LineEditor::file_at_appeal(const Change& change) const {
  std::vector<StoredRecord> files;
  if (change.entity != Entity::attachment || snapshot_->find_other(change.uuid) != nullptr) return files;
  const auto keeping = applicant_store(store_);
  if (!keeping) return files;  // the store says so, if that is what was asked
  auto found = (*keeping)->find_file(change.uuid);
  if (!found) return std::unexpected{found.error()};
  if (*found) files.push_back(**std::move(found));
  return files;
}

// It is no record of what was accepted.
std::int64_t LineEditor::version_at_appeal(const std::string& file) const {
  const auto keeping = applicant_store(store_);
  const auto found = keeping ? (*keeping)->find_file(file) : std::unexpected{keeping.error()};
  return found && *found ? (*found)->version : 0;
}

EditAnswer LineEditor::apply(std::string_view line) {
  // Somebody else may have changed the register since the last line; what they did must not look like a conflict of
  // ours.
  if (auto others = store_.changes_by_others(); others && *others) snapshot_ = applied(snapshot_, **others);
  Attempt attempt;
  const auto accepted = commit(line, attempt);
  if (!accepted) return refusal(accepted.error(), refusal_words(accepted.error(), attempt));
  if (!accepted->batch.empty()) snapshot_ = applied(snapshot_, *accepted);
  auto id = attempt.id;
  Json json{{"ok", true}};
  if (id.empty() && !accepted->records.empty()) id = accepted->records.front().uuid;
  if (id.empty() && !accepted->removed.empty()) id = accepted->removed.front();
  json["id"] = id;
  const auto current = attempt.is_of_appeal ? version_at_appeal(id) : version_of(*accepted, id);
  if (current > 0) json["version"] = current;
  for (const auto& problem : attempt.problems)
    if (problem.is_warning)
      json["warnings"].push_back({{"field", problem.field}, {"message", error_message(problem.error)}});
  return {true, {}, json.dump()};
}

}  // namespace riskmap
