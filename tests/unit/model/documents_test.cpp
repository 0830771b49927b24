// Letters and decisions: which wait for an answer, and in which order.
#include "layers/model/documents.h"

#include <doctest/doctest.h>

using namespace riskmap;

namespace {
StoredRecord document(const char* uuid, Fields fields) {
  fields.emplace("owner_entity", Value{"issue"});
  fields.emplace("owner", Value{"problem"});
  return {Entity::document, 0, uuid, 1, std::move(fields)};
}
Value word(const char* text) {
  return Value{text};
}

// A letter that was answered, two that were not, an order, a letter that came in.
DocumentBook book() {
  RegisterSnapshot snapshot;
  snapshot.put(document("asked", {{"kind", word("LETTER_OUT")}, {"dated_on", word("2026-01-10")}}));
  snapshot.put(document(
      "later", {{"kind", word("LETTER_OUT")}, {"dated_on", word("2026-02-01")}, {"due_on", word("2026-04-01")}}));
  snapshot.put(document(
      "late", {{"kind", word("DEPUTY_REQUEST")}, {"dated_on", word("2026-02-20")}, {"due_on", word("2026-03-01")}}));
  snapshot.put(document("order", {{"kind", word("ORDER")}, {"dated_on", word("2026-03-01")}}));
  snapshot.put(
      document("answer", {{"kind", word("LETTER_IN")}, {"dated_on", word("2026-01-20")}, {"answers", word("asked")}}));
  return documents_of(snapshot);
}
const Date today = *parse_iso_date("2026-03-16");
}  // namespace

TEST_CASE("letters that nothing answers wait, the most urgent first; orders and answered letters do not") {
  const auto all = book();
  REQUIRE(all.unanswered.size() == 2);
  CHECK(all.documents[all.unanswered[0]].uuid == "late");
  CHECK(all.documents[all.unanswered[1]].uuid == "later");
  CHECK(is_overdue(*all.find("late"), today));
  CHECK_FALSE(is_overdue(*all.find("late"), *parse_iso_date("2026-03-01")));
  CHECK_FALSE(is_overdue(*all.find("later"), today));
  CHECK_FALSE(all.find("asked")->awaits_answer());
}

TEST_CASE("documents stand by day, the newest first, with the record that they are about") {
  const auto all = book();
  REQUIRE(all.documents.size() == 5);
  CHECK(all.documents.front().uuid == "order");
  CHECK(all.documents.back().uuid == "asked");
  CHECK(all.by_owner.at("problem").size() == 5);
  CHECK(all.find("nobody") == nullptr);
}
