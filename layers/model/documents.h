// Letters, orders and decisions about problems, typed: what was sent, what came back, which letters wait for an answer
// (`decisions.md` 41).
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct OfficeDocument {
  std::string uuid;
  std::int64_t version = 0;
  std::string kind, number, note;
  std::string owner;    // uuid of the record that it is about
  std::string answers;  // uuid of the document that it answers
  std::optional<Date> dated_on, due_on;
  Row from_party = no_row, to_party = no_row;
  bool is_answered = false;  // another document answers it

  // A letter or a deputy's request that went out and that nothing answers.
  [[nodiscard]] bool awaits_answer() const {
    return !is_answered && (kind == "LETTER_OUT" || kind == "DEPUTY_REQUEST");
  }
};

struct DocumentBook {
  std::vector<OfficeDocument> documents;                                  // by day, newest first
  std::unordered_map<std::string, std::vector<std::size_t>> by_owner;     // places in `documents`
  std::vector<std::size_t> unanswered;                                    // the most urgent first
  [[nodiscard]] const OfficeDocument* find(std::string_view uuid) const;  // null = no such document
};

DocumentBook documents_of(const RegisterSnapshot& snapshot);

// Its answer is awaited and its day has passed; due today is not overdue.
bool is_overdue(const OfficeDocument& document, Date today);

}  // namespace riskmap
