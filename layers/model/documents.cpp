#include "layers/model/documents.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace riskmap {

namespace {
OfficeDocument typed(const RegisterSnapshot& snapshot, const StoredRecord& record) {
  const auto text = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
  const auto party = [&](std::string_view name) {
    const auto uuid = text(name);
    return uuid.empty() ? no_row : snapshot.find_party(uuid);
  };
  return {.uuid = record.uuid,
          .version = record.version,
          .kind = text("kind"),
          .number = text("number"),
          .note = text("note"),
          .owner = text("owner"),
          .answers = text("answers"),
          .dated_on = parse_iso_date(text("dated_on")),
          .due_on = parse_iso_date(text("due_on")),
          .from_party = party("from_party"),
          .to_party = party("to_party")};
}
}  // namespace

const OfficeDocument* DocumentBook::find(std::string_view uuid) const {
  const auto found = std::ranges::find(documents, uuid, &OfficeDocument::uuid);
  return found == documents.end() ? nullptr : &*found;
}

DocumentBook documents_of(const RegisterSnapshot& snapshot) {
  DocumentBook book;
  std::set<std::string> answered;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::document) continue;
    book.documents.push_back(typed(snapshot, record));
    answered.insert(book.documents.back().answers);
  }
  std::ranges::stable_sort(book.documents, std::ranges::greater{},
                           [](const OfficeDocument& one) { return std::tuple{one.dated_on, one.number}; });
  for (std::size_t place = 0; place < book.documents.size(); ++place) {
    auto& document = book.documents[place];
    document.is_answered = answered.contains(document.uuid);
    book.by_owner[document.owner].push_back(place);
    if (document.awaits_answer()) book.unanswered.push_back(place);
  }
  std::ranges::stable_sort(book.unanswered, {}, [&book](std::size_t place) {
    const auto& document = book.documents[place];
    return std::tuple{document.due_on.value_or(Date::max()), document.dated_on.value_or(Date::max())};
  });
  return book;
}

bool is_overdue(const OfficeDocument& document, Date today) {
  return document.awaits_answer() && document.due_on && *document.due_on < today;
}

}  // namespace riskmap
