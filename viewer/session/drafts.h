// Half-typed forms, so that a crash or a power cut takes at most the last key. One file a register and a person, in the
// person's own folder and readable by nobody else, for it holds what applicants said too.
#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/value.h"
#include "viewer/session/view_state.h"

namespace riskmap {

struct FormDraft {
  std::string id;  // made with the form; of a new appeal or reception the uuid it will have
  Dialog form = Dialog::none;
  std::string record;         // uuid; "" = a new one
  std::string about;          // Dialog's text: the problem of a new measure, the appeal of a new problem
  std::vector<Fields> parts;  // the record's fields, then what else the form holds
  std::set<std::string, std::less<>> unconfirmed;  // fields read out of a message
  std::string at;                                  // UTC
  friend bool operator==(const FormDraft&, const FormDraft&) = default;
};

class DraftBook {
 public:
  DraftBook() = default;  // keeps nothing
  // Of one register; an absent or unreadable file is an empty book. Nothing is kept without a folder.
  DraftBook(const std::filesystem::path& folder, const std::string& register_uuid);

  [[nodiscard]] const std::vector<FormDraft>& all() const { return drafts_; }  // the newest first
  [[nodiscard]] const FormDraft* find(std::string_view id) const;              // null = none
  // The newest of that form.
  [[nodiscard]] const FormDraft* find(Dialog form, std::string_view record, std::string_view about) const;
  // On the disk when they return: the program may be killed, not the machine.
  Result<void> keep(FormDraft draft);
  Result<void> drop(std::string_view id);

 private:
  [[nodiscard]] Result<void> write() const;
  std::filesystem::path file_;
  std::vector<FormDraft> drafts_;
};

}  // namespace riskmap
