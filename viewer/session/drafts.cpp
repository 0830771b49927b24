#include "viewer/session/drafts.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>
#include <system_error>
#include <utility>

#include "layers/core/date.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

constexpr std::array<std::pair<Dialog, std::string_view>, 10> forms = {{{Dialog::issue_form, "issue"},
                                                                        {Dialog::appeal_form, "appeal"},
                                                                        {Dialog::reception_form, "reception"},
                                                                        {Dialog::measure_form, "measure"},
                                                                        {Dialog::passport, "passport"},
                                                                        {Dialog::document_form, "document"},
                                                                        {Dialog::party_form, "party"},
                                                                        {Dialog::entry_form, "entry"},
                                                                        {Dialog::attachment_form, "attachment"},
                                                                        {Dialog::status_change, "status"}}};

std::string name_of_form(Dialog form) {
  const auto found = std::ranges::find(forms, form, &std::pair<Dialog, std::string_view>::first);
  return found == forms.end() ? std::string{} : std::string{found->second};
}
Dialog form_of(std::string_view name) {
  const auto found = std::ranges::find(forms, name, &std::pair<Dialog, std::string_view>::second);
  return found == forms.end() ? Dialog::none : found->first;
}

toml::table table_of(const Fields& fields) {
  toml::table table;
  for (const auto& [name, value] : fields) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) table.insert(name, *whole);
    if (const auto* real = std::get_if<double>(&value)) table.insert(name, *real);
    if (const auto* text = std::get_if<std::string>(&value)) table.insert(name, *text);
    if (is_none(value)) table.insert(name, toml::array{});  // emptied by hand
  }
  return table;
}

Fields fields_of(const toml::table& table) {
  Fields fields;
  for (const auto& [name, node] : table) {
    Value value;
    if (const auto text = node.value_exact<std::string>()) value = *text;
    if (const auto whole = node.value_exact<std::int64_t>()) value = *whole;
    if (const auto real = node.value_exact<double>()) value = *real;
    fields.emplace(std::string{name.str()}, std::move(value));
  }
  return fields;
}

toml::table table_of(const FormDraft& draft) {
  toml::array parts, unconfirmed;
  for (const auto& part : draft.parts) parts.push_back(table_of(part));
  for (const auto& name : draft.unconfirmed) unconfirmed.push_back(name);
  return toml::table{
      {"id", draft.id}, {"form", name_of_form(draft.form)}, {"record", draft.record}, {"about", draft.about},
      {"at", draft.at}, {"unconfirmed", unconfirmed},       {"parts", parts}};
}

FormDraft draft_of(const toml::table& table) {
  const auto text = [&table](const char* name) { return table[name].value_or(std::string{}); };
  FormDraft draft{text("id"), form_of(text("form")), text("record"), text("about"), {}, {}, text("at")};
  if (const auto* parts = table["parts"].as_array())
    for (const auto& part : *parts)
      if (const auto* fields = part.as_table()) draft.parts.push_back(fields_of(*fields));
  if (const auto* names = table["unconfirmed"].as_array())
    for (const auto& name : *names)
      if (const auto known = name.value<std::string>()) draft.unconfirmed.insert(*known);
  return draft;
}

std::vector<FormDraft> read_drafts(const fs::path& file) {
  std::vector<FormDraft> drafts;
  std::error_code unknown;
  if (!fs::is_regular_file(file, unknown)) return drafts;
  try {
    const auto table = toml::parse_file(file.string());
    if (const auto* list = table["drafts"].as_array())
      for (const auto& entry : *list)
        if (const auto* draft = entry.as_table()) drafts.push_back(draft_of(*draft));
  } catch (const toml::parse_error&) {
    return {};
  }
  std::erase_if(drafts, [](const FormDraft& draft) { return draft.form == Dialog::none || draft.id.empty(); });
  return drafts;
}

Result<void> write_for_owner(const fs::path& file, const std::string& text) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return fail(ErrorCode::io, std::strerror(errno), file.string());
  ::fchmod(descriptor, S_IRUSR | S_IWUSR);
  const auto written = ::write(descriptor, text.data(), text.size());
  const bool is_whole = written == static_cast<ssize_t>(text.size());
  ::close(descriptor);
  return is_whole ? Result<void>{} : fail(ErrorCode::disk_full, "a draft was not kept", file.string());
}
}  // namespace

DraftBook::DraftBook(const fs::path& folder, const std::string& register_uuid)
    : file_(folder.empty() || register_uuid.empty() ? fs::path{} : folder / (register_uuid + ".toml")) {
  if (!file_.empty()) drafts_ = read_drafts(file_);
}

const FormDraft* DraftBook::find(std::string_view id) const {
  const auto found = std::ranges::find(drafts_, id, &FormDraft::id);
  return found == drafts_.end() ? nullptr : &*found;
}

const FormDraft* DraftBook::find(Dialog form, std::string_view record, std::string_view about) const {
  const auto found = std::ranges::find_if(drafts_, [&](const FormDraft& draft) {
    return draft.form == form && draft.record == record && draft.about == about;
  });
  return found == drafts_.end() ? nullptr : &*found;
}

Result<void> DraftBook::keep(FormDraft draft) {
  draft.at = utc_timestamp_now();
  std::erase_if(drafts_, [&draft](const FormDraft& kept) { return kept.id == draft.id; });
  drafts_.insert(drafts_.begin(), std::move(draft));
  return write();
}

Result<void> DraftBook::drop(std::string_view id) {
  const bool was_there = std::erase_if(drafts_, [id](const FormDraft& kept) { return kept.id == id; }) > 0;
  return was_there ? write() : Result<void>{};
}

Result<void> DraftBook::write() const {
  if (file_.empty()) return {};
  std::error_code problem;
  if (drafts_.empty()) {
    fs::remove(file_, problem);
    return {};
  }
  fs::create_directories(file_.parent_path(), problem);
  toml::array list;
  for (const auto& draft : drafts_) list.push_back(table_of(draft));
  std::ostringstream text;
  text << toml::table{{"drafts", list}} << '\n';
  const fs::path unfinished = file_.string() + ".new";
  if (auto written = write_for_owner(unfinished, text.str()); !written) return written;
  fs::rename(unfinished, file_, problem);
  return problem ? fail(ErrorCode::io, problem.message(), file_.string()) : Result<void>{};
}

}  // namespace riskmap
